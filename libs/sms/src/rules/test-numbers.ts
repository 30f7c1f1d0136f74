import { ChallengeConfig } from '@sixdigit/challenge';
import { type ConfigIssue, ServiceConfig, type Settings } from '@sixdigit/config';
import { parsePhone } from '@sixdigit/contract';
import { TestNumbersConfig } from '@sixdigit/delivery';

const dayMs = 86_400_000;
const daysMax = 90;

/** Codes that no challenge can have, and numbers that cannot exist. */
export function testNumberIssues(settings: Settings): ConfigIssue[] {
  const { codeLength } = settings.get(ChallengeConfig);
  const pairs = settings.get(TestNumbersConfig).numbers.map((item) => item.split(':'));
  const issue = (text: string): ConfigIssue => ({ name: 'TEST_NUMBERS', text });
  return [
    ...(pairs.every(([, code]) => code?.length === codeLength) ? [] : [issue(`has a code that is not of OTP_LENGTH (${codeLength})`)]),
    ...(pairs.every(([number = '']) => typeof parsePhone(number, { allowedCountries: [] }) !== 'string')
      ? []
      : [issue('has a number that cannot exist; take one of +1 500 555 0100 to 0199')]),
  ];
}

/** A back door without an end: in production test numbers have a last day, and everywhere it is near. */
export function testNumbersEndIssues(settings: Settings): ConfigIssue[] {
  const { numbers, until } = settings.get(TestNumbersConfig);
  const issue = (text: string): ConfigIssue[] => [{ name: 'TEST_NUMBERS_UNTIL', text }];
  if (numbers.length === 0) return [];
  if (until === undefined)
    return settings.get(ServiceConfig).production ? issue('is missing: production needs the day on which the test numbers end') : [];
  const end = new Date(`${until}T00:00:00Z`);
  // the calendar of JavaScript takes November 31st for December 1st
  if (Number.isNaN(end.getTime()) || !end.toISOString().startsWith(until)) return issue('is no day of the calendar');
  return end.getTime() - Date.now() > daysMax * dayMs ? issue(`is more than ${daysMax} days away`) : [];
}
