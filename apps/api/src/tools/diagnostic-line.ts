import type { Diagnostic } from '@sixdigit/delivery';

const labels = { ok: 'ok     ', warning: 'warning', error: 'ERROR  ' } as const;

export function diagnosticLine({ severity, subject, text }: Diagnostic): string {
  return `${labels[severity]}  ${subject}: ${text}`;
}
