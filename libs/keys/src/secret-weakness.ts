/** Bytes that a secret has at least. */
const bytesMin = 32;

/** Different characters below which a text of that length is no random one. */
const differentCharactersMin = 10;

const remedy = 'set it to the output of `openssl rand -base64 32`';

/** Why a text may not be a secret; undefined when it may. */
export function secretWeakness(secret: string | undefined): string | undefined {
  if (!secret) return `is missing; ${remedy}`;
  if (/change-me|example|replace-with/i.test(secret)) return `is the example; ${remedy}`;
  if (Buffer.byteLength(secret) < bytesMin) return `is shorter than ${bytesMin} bytes; ${remedy}`;
  if (new Set(secret).size < differentCharactersMin || repeats(secret)) return `is not random; ${remedy}`;
  return undefined;
}

/** Whether a text is a shorter one again and again, such as 0123456789 four times. */
function repeats(text: string): boolean {
  for (let period = 1; period <= text.length / 2; period += 1) if (text.startsWith(text.slice(period))) return true;
  return false;
}
