const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** Languages that Twilio's usual voice speaks, by the language of the text; others are spoken as English. */
const voices: Readonly<Record<string, string>> = {
  ar: 'arb',
  de: 'de-DE',
  en: 'en-US',
  es: 'es-ES',
  fr: 'fr-FR',
  hi: 'hi-IN',
  it: 'it-IT',
  nl: 'nl-NL',
  pl: 'pl-PL',
  pt: 'pt-BR',
  tr: 'tr-TR',
};

/** TwiML that speaks a text, after a moment, in which the phone is lifted to the ear. */
export function spokenAs(text: string, locale: string): string {
  const language = voices[locale.split('-', 1)[0]!.toLowerCase()] ?? 'en-US';
  const escaped = text.replace(/[&<>"']/g, (character) => entities[character]!);
  return `<Response><Pause length="1"/><Say language="${language}">${escaped}</Say></Response>`;
}
