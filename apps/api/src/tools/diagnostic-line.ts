import type { Diagnostic } from '@sixdigit/delivery';

const marks = { ok: 'ok     ', warning: 'warning', error: 'ERROR  ' } as const;

export function diagnosticLine({ severity, subject, text }: Diagnostic): string {
  return `${marks[severity]}  ${subject}: ${text}`;
}
