import { Text } from '@sixdigit/config';

export class AuthConfig {
  @Text('DEFAULT_USER_ROLE', {
    about: 'The role of a user who signs in for the first time.',
    shape: { pattern: /^[a-z][a-z0-9_-]{0,31}$/, message: 'must be a short word in lower case' },
  })
  defaultRole = 'consumer';

  @Text('SYNTHETIC_EMAIL_DOMAIN', {
    about:
      'The domain of the e-mail address that replies show for a user: the number at this domain. It is computed, never stored and never mailed.',
    shape: { pattern: /^(?:[a-z0-9-]+\.)+[a-z]{2,}$/i, message: 'must be a domain, such as example.com' },
  })
  syntheticEmailDomain = 'example.com';
}
