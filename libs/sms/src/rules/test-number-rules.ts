import { ChallengeConfig } from '@sixdigit/challenge';
import { type ConfigIssue, ServiceConfig, type Settings } from '@sixdigit/config';
import { parsePhone } from '@sixdigit/contract';
import { TestNumbersConfig } from '@sixdigit/delivery';

const dayMs = 86_400_000;
const daysMax = 90;

/** What is wrong with the test numbers: a back door that nobody closes, or codes that no challenge can have. */
export function testNumberIssues(settings: Settings, nowMs: number): ConfigIssue[] {
  const { numbers, until } = settings.get(TestNumbersConfig);
  if (numbers.length === 0) return [];
  const issues: ConfigIssue[] = [];
  const report = (name: string, text: string) => issues.push({ name, text });
  const { codeLength } = settings.get(ChallengeConfig);
  const pairs = numbers.map((item) => item.split(':'));
  if (pairs.some(([, code]) => code?.length !== codeLength)) report('TEST_NUMBERS', `has a code that is not of OTP_LENGTH (${codeLength})`);
  if (pairs.some(([number = '']) => typeof parsePhone(number, { allowedCountries: [] }) === 'string'))
    report('TEST_NUMBERS', 'has a number that cannot exist; take one of +1 500 555 0100 to 0199');
  if (until === undefined) {
    if (settings.get(ServiceConfig).production)
      report('TEST_NUMBERS_UNTIL', 'is missing: production needs the day on which the test numbers end');
    return issues;
  }
  const end = Date.parse(`${until}T00:00:00Z`);
  if (Number.isNaN(end)) report('TEST_NUMBERS_UNTIL', 'is no day of the calendar');
  else if (end - nowMs > daysMax * dayMs) report('TEST_NUMBERS_UNTIL', `is more than ${daysMax} days away`);
  return issues;
}
