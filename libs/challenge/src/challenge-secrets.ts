import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Destination, Purpose } from '@sixdigit/contract';
import { Keyring, open, randomBuffer, type Subkey, seal } from '@sixdigit/keys';
import { ChallengeConfig } from './challenge.config.js';
import type { Origin } from './challenge.store.js';
import { deriveCode } from './otp-code.js';

const nonceBytes = 9;
const handleBytes = 16;
const destinationBytes = 16;
const networkBytes = 9;

/** What a code is bound to. */
export interface BoundTo {
  readonly hash: string;
  readonly nonce: string;
  readonly purpose: Purpose;
  readonly binding: string;
}

/** What the code authorises, where the purpose has more than itself: shown in the message, and part of what is compared. */
export type Facts = Readonly<Record<string, string>>;

/** What is sealed with a challenge: a resend and a claim know only its id. */
export interface SealedContent {
  readonly destination: Destination;
  readonly facts: Facts;
}

/** Who asks, in clear. */
interface PlainOrigin {
  readonly network: string;
  readonly site: string;
  readonly range: string;
}

/** Everything about a challenge that needs a key: so that a dump of the store holds no number and no code. */
@Injectable()
export class ChallengeSecrets {
  private readonly codeLength: number;
  // read once: they are on every path
  private readonly destinationKey: Subkey;
  private readonly networkKey: Subkey;
  private readonly codeKeys: readonly Subkey[];
  private readonly macKeys: readonly Subkey[];
  private readonly sealKeys: readonly Subkey[];

  constructor(keyring: Keyring, config: ChallengeConfig) {
    this.codeLength = config.codeLength;
    // with the oldest key: windows and pending challenges outlive a change of the root key
    this.destinationKey = keyring.oldest('challenge_destination');
    this.networkKey = keyring.oldest('challenge_network');
    this.codeKeys = keyring.all('otp_code');
    this.macKeys = keyring.all('otp_mac');
    this.sealKeys = keyring.all('challenge_seal');
  }

  /** Of a new challenge and of a new handle. */
  newNames(): { nonce: string; handle: string } {
    const bytes = randomBuffer(nonceBytes + handleBytes);
    return { nonce: bytes.subarray(0, nonceBytes).toString('base64url'), handle: bytes.subarray(nonceBytes).toString('base64url') };
  }

  destinationHashOf(to: string): string {
    return mac(this.destinationKey, to).subarray(0, destinationBytes).toString('base64url');
  }

  originOf({ network, site, range }: PlainOrigin): Origin {
    const hashed = this.networkHashOf(network);
    return { network: hashed, site: site === network ? hashed : this.networkHashOf(site), range: this.networkHashOf(range) };
  }

  /** A MAC over the facts that a code authorises; empty where there are none. */
  bindingOf(facts: Facts): string {
    const entries = Object.entries(facts).toSorted(([a], [b]) => (a < b ? -1 : 1));
    return entries.length === 0 ? '' : mac(this.macKeys.at(-1)!, JSON.stringify(['facts', entries])).toString('base64url');
  }

  /** The code of a challenge: under the root key that made its stored MAC, where there is one. */
  codeOf({ nonce, purpose, binding, hash }: BoundTo, storedMac?: string): string {
    const id = storedMac?.slice(0, storedMac.indexOf('.'));
    const subkey = this.codeKeys.find((candidate) => candidate.id === id) ?? this.codeKeys[0]!;
    return deriveCode(subkey, [nonce, purpose, binding, hash], this.codeLength);
  }

  /** What is stored of a code: nothing of the challenge's nonce, so that a candidate's MAC is known before its challenge is. */
  macOf(bound: Omit<BoundTo, 'nonce'>, code: string): string {
    return storedMac(this.macKeys[0]!, bound, code);
  }

  /** A candidate's MACs, one for each key that may have made the stored one. */
  macsOf(bound: Omit<BoundTo, 'nonce'>, code: string): string[] {
    return this.macKeys.map((subkey) => storedMac(subkey, bound, code));
  }

  /** Sealed with AES-256-GCM for this destination only. */
  seal(content: SealedContent, hash: string): string {
    const { id, key } = this.sealKeys[0]!;
    return `${id}.${seal(key, JSON.stringify(content), hash)}`;
  }

  /** Undefined when the root key that sealed it is no longer listed: as good as expired. Throws when it is not ours. */
  open(sealed: string, hash: string): SealedContent | undefined {
    const dot = sealed.indexOf('.');
    const subkey = this.sealKeys.find(({ id }) => id === sealed.slice(0, dot));
    return subkey && (JSON.parse(open(subkey.key, sealed.slice(dot + 1), hash)) as SealedContent);
  }

  private networkHashOf(network: string): string {
    return network && mac(this.networkKey, network).subarray(0, networkBytes).toString('base64url');
  }
}

function mac(subkey: Subkey, text: string): Buffer {
  return createHmac('sha256', subkey.key).update(text).digest();
}

function storedMac(subkey: Subkey, { hash, purpose, binding }: Omit<BoundTo, 'nonce'>, code: string): string {
  return `${subkey.id}.${mac(subkey, JSON.stringify([hash, purpose, binding, code])).toString('base64url')}`;
}
