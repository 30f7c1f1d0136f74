import type { Finding } from '@sixdigit/sms';

const marks = { ok: 'ok     ', warning: 'warning', error: 'ERROR  ' } as const;

export function findingLine({ severity, subject, text }: Finding): string {
  return `${marks[severity]}  ${subject}: ${text}`;
}
