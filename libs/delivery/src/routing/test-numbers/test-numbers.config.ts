import { List, Text } from '@sixdigit/config';

/** Numbers that are never sent anything: for the reviewers of an app store, who cannot receive an SMS. */
export class TestNumbersConfig {
  @List('TEST_NUMBERS', {
    about:
      'Numbers with a code of their own, under every provider: nothing is sent to them, and that code is right. For app-store review. Audited, limited like any other number, and never an admin.',
    shape: {
      pattern: /^\+[1-9][0-9]{6,14}:[0-9]{6,10}$/,
      message: 'must be numbers with their code, such as +15005550111:424242, separated by commas',
    },
    secret: true,
  })
  numbers: string[] = [];

  @Text('TEST_NUMBERS_UNTIL', {
    about: 'The last day of `TEST_NUMBERS`, UTC, at most 90 days away: afterwards they are numbers like any other. Production asks for it.',
    shape: { pattern: /^\d{4}-\d{2}-\d{2}$/, message: 'must be a day such as 2026-12-31' },
  })
  until?: string;
}
