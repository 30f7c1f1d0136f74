import type { Setting } from './setting.js';

/** A value of a setting's own type; or the text as it stands, for the validator to refuse; or a issue. */
export function parse(setting: Setting, text: string): { value: unknown } | { issue: string } {
  switch (setting.kind) {
    case 'integer':
      return { value: /^-?\d{1,12}$/.test(text) ? Number(text) : text };
    case 'flag':
      return { value: flag(text) };
    case 'list':
      return {
        value: text
          .split(',')
          .map((item) => item.trim())
          .filter(Boolean),
      };
    case 'rate':
      return rate(text);
    case 'text':
      return { value: text };
  }
}

function flag(text: string): unknown {
  if (/^(?:true|1|yes)$/i.test(text)) return true;
  if (/^(?:false|0|no)$/i.test(text)) return false;
  return text;
}

function rate(text: string): { value: unknown } | { issue: string } {
  const [, count, seconds] = /^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? [];
  const value = { count: Number(count), seconds: Number(seconds) };
  if (!(value.count >= 1 && value.seconds >= 1 && value.seconds <= 86_400))
    return { issue: 'must be written count/seconds, such as 5/900, with 1 to 86400 seconds' };
  return { value };
}
