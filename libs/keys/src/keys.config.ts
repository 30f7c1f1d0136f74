import { List, Text } from '@sixdigit/config';

export class KeysConfig {
  @Text('SECRET_KEY', {
    about: 'The root of every key, 32 bytes or more: `openssl rand -base64 32`. Development makes one and keeps it in `DATA_DIR`.',
    secret: true,
    example: 'change-me-to-the-output-of-openssl-rand-base64-32',
  })
  secretKey?: string;

  @List('SECRET_KEY_PREVIOUS', {
    about:
      'Earlier values of `SECRET_KEY`, newest first: they still verify and open what they made. Drop one a day after the change, or when the refresh tokens it made have expired.',
    secret: true,
  })
  previous: string[] = [];
}
