import { type Form, isE164, jsonObject, text } from './form.js';
import { TwilioFault } from './twilio-fault.js';

export const channelNames = { sms: 'sms', call: 'voice', whatsapp: 'whatsapp', email: 'email' } as const;
type VerifyChannel = keyof typeof channelNames;

/** verify/supported-languages. Another one is not found. */
const locales = new Set(
  'af ar ca zh zh-CN zh-HK hr cs da nl en en-GB et fi fr de el he hi hu id it ja kn ko lt ms mr nb pl pt pt-BR ro ru sk es sv tl te th tr uk vi'
    .toLowerCase()
    .split(' '),
);
const tagsMax = 10;
const tagLengthMax = 128;
const email = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** What no schema says of a send. Returns the two fields that were checked. */
export function acceptedSend(form: Form, path: string): { to: string; channel: VerifyChannel } {
  const to = text(form, 'To') ?? '';
  const channel = text(form, 'Channel') ?? '';
  if (!isChannel(channel)) throw TwilioFault.invalid('Channel');
  if (channel === 'email' ? !email.test(to) : !isE164(to)) throw TwilioFault.invalid('To');
  const locale = text(form, 'Locale');
  if (locale !== undefined && !locales.has(locale.toLowerCase())) throw TwilioFault.notFound(path);
  if (text(form, 'AppHash') !== undefined && channel !== 'sms') throw new TwilioFault(60602);
  const customCode = text(form, 'CustomCode');
  if (customCode !== undefined && !/^[A-Za-z0-9]{4,10}$/.test(customCode)) throw TwilioFault.invalid('CustomCode');
  for (const name of ['RateLimits', 'ChannelConfiguration', 'TemplateCustomSubstitutions']) {
    const json = text(form, name);
    if (json !== undefined && !jsonObject(json)) throw TwilioFault.invalid(name);
  }
  if (!areTags(text(form, 'Tags'))) throw TwilioFault.invalid('Tags');
  return { to, channel };
}

function isChannel(channel: string): channel is VerifyChannel {
  return Object.hasOwn(channelNames, channel);
}

function areTags(json: string | undefined): boolean {
  if (json === undefined) return true;
  const tags = jsonObject(json);
  if (!tags) return false;
  const entries = Object.entries(tags);
  return entries.length <= tagsMax && entries.every((entry) => entry.every((part) => String(part).length <= tagLengthMax));
}
