import { Integer } from '@sixdigit/config';

/** No call to a provider may take longer: the caller of a request waits for it. */
const deadlineMaxMs = 5000;
const deadlineMinMs = 100;

/** Default deadline of a connection, in milliseconds. */
export const connectDefaultMs = 2000;

/** Default deadline of a whole call, in milliseconds. */
export const callDefaultMs = 5000;

/** A setting: the deadline of a connection to a provider. */
export function ConnectDeadline(name: string, provider: string): PropertyDecorator {
  return Integer(name, {
    about: `The deadline of a connection to ${provider}, in milliseconds.`,
    min: deadlineMinMs,
    max: deadlineMaxMs,
  });
}

/** A setting: the deadline of one call to a provider. */
export function CallDeadline(name: string, provider: string): PropertyDecorator {
  return Integer(name, { about: `The deadline of one call to ${provider}, in milliseconds.`, min: deadlineMinMs, max: deadlineMaxMs });
}
