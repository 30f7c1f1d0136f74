import { parseArgs } from 'node:util';

/** Whose messages are looked for. */
export interface SmsTrace {
  readonly of: { readonly phone: string } | { readonly requestId: string } | { readonly challengeId: string };
  /** How many of the newest. */
  readonly countMax: number;
}

const usage = 'Usage: npm run sms:trace -- +919876543210 | --request <X-Request-Id> | --challenge <challenge_id>   [--last 10]';

/** What the command line asks for, or how it should have. */
export function readTraceArguments(argv: readonly string[]): SmsTrace | { readonly usage: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: { request: { type: 'string' }, challenge: { type: 'string' }, last: { type: 'string', default: '10' } },
      allowPositionals: true,
    });
    const countMax = /^[1-9]\d{0,2}$/.test(values.last) ? Number(values.last) : undefined;
    const wanted = [
      ...positionals.map((phone) => ({ phone })),
      ...(values.request === undefined ? [] : [{ requestId: values.request }]),
      ...(values.challenge === undefined ? [] : [{ challengeId: values.challenge }]),
    ];
    return wanted.length === 1 && countMax !== undefined ? { of: wanted[0]!, countMax } : { usage };
  } catch {
    return { usage };
  }
}
