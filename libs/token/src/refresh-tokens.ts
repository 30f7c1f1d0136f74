import { createHmac, hash, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Keyring, randomBuffer, type Subkey } from '@sixdigit/keys';

const secretBytes = 32;
const generationBytes = 4;
const macBytes = 16;
const tokenPattern = /^[\w-]{70}$/; // 52 bytes in base64url

/** The first token of a family. */
export interface NewFamily {
  /** SHA-256 of the family's secret, base64url: how the database knows the family. */
  readonly familyHash: string;
  /** The text that the client holds. */
  readonly refreshToken: string;
}

/** What an authentic refresh token says. */
export interface RefreshToken {
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
  private readonly subkeys: readonly Subkey[];

  constructor(keyring: Keyring) {
    this.subkeys = keyring.all('refresh_token');
  }

  /** A new family, at generation 0. */
  newFamily(): NewFamily {
    const secret = randomBuffer(secretBytes);
    return { familyHash: hashOf(secret), refreshToken: this.write(secret, 0) };
  }

  /** The text of the successor in the same family. */
  successorOf({ secret, generation }: RefreshToken): string {
    return this.write(secret, generation + 1);
  }

  /** Undefined for whatever we did not make: so that nobody can end a family by naming it. */
  read(text: string): RefreshToken | undefined {
    if (!tokenPattern.test(text)) return undefined;
    const bytes = Buffer.from(text, 'base64url');
    const head = bytes.subarray(0, secretBytes + generationBytes);
    const mac = bytes.subarray(secretBytes + generationBytes);
    const isOurs = this.subkeys.some((subkey) => timingSafeEqual(macOf(subkey, head), mac));
    // a second spelling of the same bytes is not a token
    if (!isOurs || bytes.toString('base64url') !== text) return undefined;
    const secret = head.subarray(0, secretBytes);
    return { familyHash: hashOf(secret), secret, generation: head.readUInt32BE(secretBytes) };
  }

  /** The same text for the same generation, always; made with the key in force. */
  private write(secret: Buffer, generation: number): string {
    const head = Buffer.alloc(secretBytes + generationBytes);
    secret.copy(head);
    head.writeUInt32BE(generation, secretBytes);
    return Buffer.concat([head, macOf(this.subkeys[0]!, head)]).toString('base64url');
  }
}

function macOf(subkey: Subkey, head: Buffer): Buffer {
  return createHmac('sha256', subkey.key).update(head).digest().subarray(0, macBytes);
}

function hashOf(secret: Buffer): string {
  return hash('sha256', secret, 'base64url');
}
