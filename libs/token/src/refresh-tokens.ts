import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Keyring, randomBuffer, type Subkey } from '@sixdigit/keys';

const secretBytes = 32;
const generationBytes = 4;
const macBytes = 16;
const tokenPattern = /^[\w-]{70}$/; // 52 bytes in base64url

/** What an authentic refresh token says. */
export interface RefreshToken {
  /** SHA-256 of the family's secret, base64url: how the database knows the family. */
  readonly familyHash: string;
  readonly secret: Buffer;
  readonly generation: number;
}

/**
 * Refresh tokens: the family's 256 random bits, a generation, and a MAC over both.
 * The database keeps the hash of the secret and the generation in force, so a dump of it holds no token,
 * and the successor of a token is computed, not stored: that is what the grace window answers.
 */
@Injectable()
export class RefreshTokens {
  constructor(private readonly keyring: Keyring) {}

  /** A new family, at generation 0. */
  newFamily(): RefreshToken {
    const secret = randomBuffer(secretBytes);
    return { familyHash: hashOf(secret), secret, generation: 0 };
  }

  /** The successor in the same family. */
  next(token: RefreshToken): RefreshToken {
    return { ...token, generation: token.generation + 1 };
  }

  /** The text a client holds; the same for the same generation, always. */
  write(token: RefreshToken): string {
    const head = headOf(token.secret, token.generation);
    return Buffer.concat([head, macOf(this.keyring.current('refresh_token'), head)]).toString('base64url');
  }

  /** Undefined for whatever we did not make: so that nobody can end a family by naming it. */
  read(text: string): RefreshToken | undefined {
    if (!tokenPattern.test(text)) return undefined;
    const bytes = Buffer.from(text, 'base64url');
    const head = bytes.subarray(0, secretBytes + generationBytes);
    const mac = bytes.subarray(secretBytes + generationBytes);
    const holdsOurCode = this.keyring.all('refresh_token').some((subkey) => timingSafeEqual(macOf(subkey, head), mac));
    // a second spelling of the same bytes is not a token
    if (!holdsOurCode || bytes.toString('base64url') !== text) return undefined;
    const secret = head.subarray(0, secretBytes);
    return { familyHash: hashOf(secret), secret, generation: head.readUInt32BE(secretBytes) };
  }
}

function headOf(secret: Buffer, generation: number): Buffer {
  const head = Buffer.alloc(secretBytes + generationBytes);
  secret.copy(head);
  head.writeUInt32BE(generation, secretBytes);
  return head;
}

function macOf(subkey: Subkey, head: Buffer): Buffer {
  return createHmac('sha256', subkey.key).update(head).digest().subarray(0, macBytes);
}

function hashOf(secret: Buffer): string {
  return createHash('sha256').update(secret).digest('base64url');
}
