import { Integer, Text } from '@sixdigit/config';

export class SmtpConfig {
  @Text('SMTP_URL', {
    about:
      'The mail server for codes by e-mail: `smtps://user:password@host:465`, or `smtp://…:587` (STARTTLS). With it there is a channel `email`.',
    secret: true,
    shape: { pattern: /^smtps?:\/\/\S+$/, message: 'must be smtp:// or smtps://' },
  })
  url?: string;

  @Text('SMTP_FROM', {
    about: 'The sender of e-mails: `Example <no-reply@example.com>`.',
    shape: { pattern: /^[^\r\n]{3,200}$/, message: 'must be an address' },
  })
  from?: string;

  @Integer('SMTP_TIMEOUT_MS', { about: 'The deadline of one e-mail, in milliseconds.', min: 100, max: 10_000 })
  timeoutMs = 5000;
}
