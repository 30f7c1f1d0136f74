import { type Complaint, ServiceConfig, type Settings } from '@sixdigit/config';
import { parsePhone } from '@sixdigit/contract';
import { SmsConfig } from '../sms.config.js';
import { TestNumbersConfig } from './test-numbers.config.js';

const dayMs = 86_400_000;
const daysMax = 90;

/** What is wrong with the test numbers: a back door that nobody closes, or codes that no challenge can have. */
export function testNumberComplaints(settings: Settings, nowMs: number): Complaint[] {
  const { numbers, until } = settings.get(TestNumbersConfig);
  if (numbers.length === 0) return [];
  const complaints: Complaint[] = [];
  const complain = (name: string, text: string) => complaints.push({ name, text });
  const { codeLength } = settings.get(SmsConfig);
  const pairs = numbers.map((item) => item.split(':'));
  if (pairs.some(([, code]) => code?.length !== codeLength))
    complain('TEST_NUMBERS', `has a code that is not of OTP_LENGTH (${codeLength})`);
  if (pairs.some(([number = '']) => typeof parsePhone(number, { allowedCountries: [] }) === 'string'))
    complain('TEST_NUMBERS', 'has a number that cannot exist; take one of +1 500 555 0100 to 0199');
  if (until === undefined) {
    if (settings.get(ServiceConfig).production)
      complain('TEST_NUMBERS_UNTIL', 'is missing: production needs the day on which the test numbers end');
    return complaints;
  }
  const end = Date.parse(`${until}T00:00:00Z`);
  if (Number.isNaN(end)) complain('TEST_NUMBERS_UNTIL', 'is no day of the calendar');
  else if (end - nowMs > daysMax * dayMs) complain('TEST_NUMBERS_UNTIL', `is more than ${daysMax} days away`);
  return complaints;
}
