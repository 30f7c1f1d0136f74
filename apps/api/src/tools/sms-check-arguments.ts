import { parseArgs } from 'node:util';
import { type Channel, channels } from '@sixdigit/contract';

export interface SmsCheck {
  readonly phone: string;
  readonly channel: Channel;
  readonly locale: string | undefined;
}

const usage = `Usage: npm run sms:check -- +919876543210 [--channel ${channels.join('|')}] [--locale hi]`;

/** What the command line asks for, or how it should have. */
export function readArguments(argv: readonly string[]): SmsCheck | { readonly usage: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: { channel: { type: 'string', default: 'sms' }, locale: { type: 'string' } },
      allowPositionals: true,
    });
    const channel = channels.find((known) => known === values.channel);
    const [phone] = positionals;
    if (!channel || phone === undefined || positionals.length > 1) return { usage };
    return { phone, channel, locale: values.locale };
  } catch {
    return { usage };
  }
}
