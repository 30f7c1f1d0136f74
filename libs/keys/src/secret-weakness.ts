/** Bytes that a secret has at least. */
const bytesMin = 32;

/** Different characters below which a text of that length is no random one. */
const differentCharactersMin = 10;

/** Why a text may not be a secret; undefined when it may. */
export function secretWeakness(secret: string | undefined): string | undefined {
  if (!secret) return 'is missing; set it to the output of `openssl rand -base64 32`';
  if (/change-me|example|replace-with/i.test(secret)) return 'is the example; set it to the output of `openssl rand -base64 32`';
  if (Buffer.byteLength(secret) < bytesMin) return `is shorter than ${bytesMin} bytes; set it to the output of \`openssl rand -base64 32\``;
  if (new Set(secret).size < differentCharactersMin) return 'is not random; set it to the output of `openssl rand -base64 32`';
  return undefined;
}
