import { createHmac } from 'node:crypto';
import type { Purpose } from '@sixdigit/contract';
import { type Keyring, open, randomToken, type Subkey, seal } from '@sixdigit/keys';
import { deriveCode } from './otp-code.js';

const keyBytes = 16;
const tagBytes = 16;
const networkBytes = 12;

/** Everything about a challenge that needs a key: so that a dump of the store holds no number and no code. */
export class ChallengeSecrets {
  constructor(
    private readonly keyring: Keyring,
    private readonly codeLength: number,
  ) {}

  /** Names a destination. With the oldest key: windows and pending challenges outlive a change of the root key. */
  tagOf(destination: string): string {
    return mac(this.keyring.oldest('challenge_tag'), destination).subarray(0, tagBytes).toString('base64url');
  }

  /** Names a caller's network; empty stays empty. */
  phoneHashOf(network: string): string {
    return network && mac(this.keyring.oldest('challenge_network'), network).subarray(0, networkBytes).toString('base64url');
  }

  newKey(): string {
    return randomToken(keyBytes);
  }

  /** The code of a challenge under the root key that is in force now. */
  codeOf(challenge: { tag: string; key: string; purpose: Purpose }): string {
    return this.derive(this.keyring.current('otp_code'), challenge);
  }

  /** The code of a challenge whose stored MAC is given: under the root key that made it. */
  codeAgain(challenge: { tag: string; key: string; purpose: Purpose; mac: string }): string {
    const subkey = this.keyring.byId('otp_code', challenge.mac.slice(0, challenge.mac.indexOf('.')));
    return this.derive(subkey ?? this.keyring.current('otp_code'), challenge);
  }

  /** What is stored of a code. Over tag, purpose and code only, so that a candidate's MAC is known before its challenge is. */
  macOf(tag: string, purpose: Purpose, code: string): string {
    return storedMac(this.keyring.current('otp_mac'), tag, purpose, code);
  }

  /** A candidate's MACs, one for each key that may have made the stored one. */
  macsOf(tag: string, purpose: Purpose, code: string): string[] {
    return this.keyring.all('otp_mac').map((subkey) => storedMac(subkey, tag, purpose, code));
  }

  /** The destination, sealed with AES-256-GCM: a challenge that is named by its id has to be sent again and claimed. */
  seal(destination: string, tag: string): string {
    const { id, key } = this.keyring.current('challenge_seal');
    return `${id}.${seal(key, destination, tag)}`;
  }

  /** Throws when the text was not sealed by us for this tag. */
  open(sealed: string, tag: string): string {
    const dot = sealed.indexOf('.');
    const subkey = this.keyring.byId('challenge_seal', sealed.slice(0, dot));
    if (!subkey) throw new Error('The root key of this challenge is no longer listed in SECRET_KEY_PREVIOUS.');
    return open(subkey.key, sealed.slice(dot + 1), tag);
  }

  private derive(subkey: Subkey, { tag, key, purpose }: { tag: string; key: string; purpose: Purpose }): string {
    return deriveCode(subkey, [key, purpose, tag], this.codeLength);
  }
}

function mac(subkey: Subkey, text: string): Buffer {
  return createHmac('sha256', subkey.key).update(text).digest();
}

function storedMac(subkey: Subkey, tag: string, purpose: Purpose, code: string): string {
  return `${subkey.id}.${mac(subkey, JSON.stringify([tag, purpose, code])).toString('base64url')}`;
}
