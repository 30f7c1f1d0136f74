import { Integer, Text } from '@sixdigit/config';

export class TokenConfig {
  @Integer('ACCESS_TOKEN_EXPIRE_MINUTES', { about: 'Life of an access token.', min: 1, max: 60 })
  accessTokenMinutes = 15;

  @Integer('REFRESH_TOKEN_EXPIRE_DAYS', {
    about: 'Life of a session from the sign-in on; refreshing does not extend it.',
    min: 1,
    max: 365,
  })
  sessionDays = 30;

  @Integer('REFRESH_GRACE_SECONDS', {
    about:
      'For how long the predecessor of a refresh token is answered with the same successor, for replies that got lost. 0 turns it off.',
    min: 0,
    max: 60,
  })
  graceSeconds = 10;

  @Text('JWT_SECRET', {
    about:
      'The HS256 key of access tokens as it stands, 32 bytes or more, for teams whose other services verify with it. Otherwise a subkey of `SECRET_KEY` signs.',
    secret: true,
  })
  jwtSecret?: string;
}
