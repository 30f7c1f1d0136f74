import { type CipherKey, createCipheriv, createDecipheriv } from 'node:crypto';
import { randomBuffer } from './random.js';

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const authTagBytes = 16;

/** Seals a text with AES-256-GCM, under a key of 32 bytes. `context` is not in it, and must be the same to open it. */
export function seal(key: CipherKey, text: string, context: string): string {
  const nonce = randomBuffer(nonceBytes);
  const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(context));
  return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url');
}

/** Throws when the text was not sealed under this key for this context. */
export function open(key: CipherKey, sealed: string, context: string): string {
  const bytes = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceBytes))
    .setAAD(Buffer.from(context))
    .setAuthTag(bytes.subarray(-authTagBytes));
  return Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -authTagBytes)), decipher.final()]).toString('utf8');
}
