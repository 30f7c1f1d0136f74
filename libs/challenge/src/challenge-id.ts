import { randomToken } from '@sixdigit/keys';
import type { NamedHandle } from './challenge.store.js';

const nonceBytes = 9;
const handleBytes = 16;
const pattern = /^([\w-]{22})\.([\w-]{12})\.([\w-]{22})$/;

export function newNonce(): string {
  return randomToken(nonceBytes);
}

export function newHandle(): string {
  return randomToken(handleBytes);
}

/** `<destination>.<challenge>.<handle>`: what a caller holds. Only its last part is a secret. */
export function challengeId({ hash, nonce, handle }: NamedHandle): string {
  return `${hash}.${nonce}.${handle}`;
}

/** The challenge that an id leads to: what is claimed, and what every message of it is logged under. */
export function claimId({ hash, nonce }: Omit<NamedHandle, 'handle'>): string {
  return `${hash}.${nonce}`;
}

/** Undefined for what is no id. */
export function parseChallengeId(id: string): NamedHandle | undefined {
  const [, hash, nonce, handle] = pattern.exec(id) ?? [];
  return hash && nonce && handle ? { hash, nonce, handle } : undefined;
}

/** The claim id of a {@link challengeId}, or of a claim id itself. */
export function claimIdOf(id: string): string {
  return id.split('.').slice(0, 2).join('.');
}
