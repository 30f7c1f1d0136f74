import { Injectable } from '@nestjs/common';
import type { Channel } from '@sixdigit/contract';
import { ChallengeConfig } from './challenge.config.js';
import {
  type Attached,
  ChallengeStore,
  type CoolingDown,
  type Limited,
  type NamedHandle,
  type NoChallenge,
  type Opened,
  type StartAgain,
  type StartedVerification,
} from './challenge.store.js';
import { ChallengeSecrets, type SealedContent } from './challenge-secrets.js';
import type {
  Asker,
  Candidate,
  ChallengeRequest,
  CountedAttempt,
  InnerChallenge,
  MatchedAttempt,
  OpenedChallenge,
  ResendOptions,
  WrongAttempt,
} from './challenge-types.js';
import { ClaimMode } from './claim-mode.js';

const idPattern = /^([\w-]{22})\.([\w-]{12})\.([\w-]{22})$/;

const none: NoChallenge = { outcome: 'none' };

/** Pending proofs: who, for what, by which channel, how many attempts are left. Keys, hashes and seals never leave this class. */
@Injectable()
export class Challenges {
  constructor(
    private readonly store: ChallengeStore,
    private readonly secrets: ChallengeSecrets,
    private readonly claimMode: ClaimMode,
    private readonly config: ChallengeConfig,
  ) {}

  /** Opens a challenge, or gives a further handle of the one whose code goes out again. Charges the send. */
  async open(request: ChallengeRequest): Promise<OpenedChallenge | CoolingDown | Limited> {
    const { destination, purpose, facts, channel, code, windows } = request;
    const hash = this.secrets.destinationHashOf(destination.to);
    const { nonce, handle } = this.secrets.newNames();
    const bound = { hash, nonce, purpose, binding: this.secrets.bindingOf(facts) };
    const supplied = code.owner === 'us' ? code.supplied : undefined;
    const planned = code.owner === 'us' ? (supplied ?? code.fixed ?? this.secrets.codeOf(bound)) : undefined;
    const opened = await this.store.open({
      ...bound,
      handle,
      origin: this.secrets.originOf(request.asker),
      mac: planned === undefined ? undefined : this.secrets.macOf(bound, planned),
      sealed: this.secrets.seal({ destination, facts }, hash),
      callerSupplied: supplied !== undefined,
      channel,
      windows,
    });
    if (opened.outcome !== 'opened') return opened;
    const known = { planned: opened.isNew ? planned : undefined, supplied };
    return described({ hash, opened, hasNewHandle: true, ...known }, { destination, facts });
  }

  /** Charges another send of the code that an id stands for. `none` where there is no such challenge any more. */
  async resend(
    id: string,
    { purposes, asker, channel, windows }: ResendOptions,
  ): Promise<OpenedChallenge | CoolingDown | Limited | NoChallenge> {
    const named = parseChallengeId(id);
    if (!named) return none;
    const found = await this.store.resend({ ...named, purposes, origin: this.secrets.originOf(asker), channel, windows });
    return found.outcome === 'opened' ? this.reopened(named.hash, found) : found;
  }

  /** Charges a send by another channel to the network that asked, where the message by `failed` did not arrive. */
  async escalate(claim: string, channel: Channel, failed: Channel): Promise<OpenedChallenge | NoChallenge> {
    const [hash = '', nonce = ''] = claim.split('.');
    const found = await this.store.escalate({ hash, nonce, channel, failed });
    return found.outcome === 'opened' ? this.reopened(hash, found) : found;
  }

  /** Our code of a challenge, stored before it is handed over: a message whose code is not stored is worth nothing. */
  async ownCode({ inner: { hash, opened, planned, supplied } }: OpenedChallenge, fixed: string | undefined): Promise<string> {
    const bound = { ...opened, hash };
    const code = supplied ?? fixed ?? planned ?? this.secrets.codeOf(bound, opened.mac);
    if (code === planned || (opened.mac !== undefined && this.secrets.macsOf(bound, code).includes(opened.mac))) return code;
    await this.store.attachCode({ hash, nonce: opened.nonce, mac: this.secrets.macOf(bound, code) });
    return code;
  }

  attachVerification({ inner: { hash, opened } }: OpenedChallenge, started: StartedVerification): Promise<Attached | StartAgain> {
    return this.store.attachVerification({ hash, nonce: opened.nonce, handle: opened.handle, ...started });
  }

  cancelling({ inner: { hash } }: OpenedChallenge, refs: readonly string[]): Promise<void> {
    return this.store.cancelling(hash, refs);
  }

  /** What never reached anybody must not stay: the handle goes; a code that was in force before is in force again. */
  async withdraw({ inner: { hash, opened, hasNewHandle } }: OpenedChallenge): Promise<void> {
    const { nonce, handle, isNew, mac } = opened;
    if (!isNew && mac !== undefined) await this.store.attachCode({ hash, nonce, mac });
    if (hasNewHandle) await this.store.withdraw({ hash, nonce, handle });
  }

  /** Whether a text can be a code: ASCII digits of `OTP_LENGTH`, nothing else (R147). */
  isCode(text: string): boolean {
    return text.length === this.config.codeLength && /^[0-9]+$/.test(text);
  }

  /** Counts an attempt, then compares, or says which provider has to. */
  async attempt(candidate: Candidate): Promise<MatchedAttempt | WrongAttempt | CountedAttempt | Limited | NoChallenge> {
    const { destination, purpose, code } = candidate;
    const named = candidate.id === undefined ? undefined : parseChallengeId(candidate.id);
    if (candidate.id !== undefined && !named) return none;
    const hash = named?.hash ?? (destination && this.secrets.destinationHashOf(destination.to));
    if (hash === undefined) return none;
    const bound = { hash, purpose, binding: this.secrets.bindingOf(candidate.facts) };
    const macs = this.secrets.macsOf(bound, code);
    const origin = this.secrets.originOf(candidate.asker);
    const answer = await this.store.attempt({ ...bound, named, origin, macs }, this.claimMode.mode === 'store');
    if (answer.outcome === 'none' || answer.outcome === 'limited') return answer;
    const content = this.secrets.open(answer.sealed, hash);
    if (answer.outcome === 'wrong') return { outcome: 'wrong', destination: content?.destination, attemptsLeft: answer.attemptsLeft };
    if (!content) return none;
    if (answer.outcome === 'matched')
      return {
        outcome: 'matched',
        claimId: claimId({ hash, nonce: answer.nonce }),
        destination: content.destination,
        channel: answer.channel,
      };
    const { provider, ref, attemptsLeft } = answer;
    const inner = { hash, asked: answer, mac: macs[0]! };
    return { outcome: 'ask_provider', provider, ref, destination: content.destination, attemptsLeft, inner };
  }

  /** The provider approved a counted attempt. The code is kept as a MAC, for a retry after a statement that failed. */
  async approve({ destination, inner: { hash, asked, mac } }: CountedAttempt): Promise<MatchedAttempt> {
    const { nonce, ref, attemptId, channel } = asked;
    await this.store.approve({ hash, nonce, ref, attemptId, mac, consume: this.claimMode.mode === 'store' });
    return { outcome: 'matched', claimId: claimId({ hash, nonce }), destination, channel };
  }

  /** The provider knew no such verification: `wrong` without a cost where we have cancelled it, otherwise `none`. */
  async verificationGone({ destination, inner: { hash, asked } }: CountedAttempt): Promise<WrongAttempt | NoChallenge> {
    const { nonce, by, handle, ref, attemptId } = asked;
    const answer = await this.store.verificationGone({ hash, nonce, by, handle, ref, attemptId });
    return answer.outcome === 'none' ? answer : { outcome: 'wrong', destination, attemptsLeft: answer.attemptsLeft };
  }

  /** How many sends are left for a destination, and when the next is free. Exact: not for strangers. */
  sendsLeft(to: string, asker: Asker): Promise<{ left: number; waitMs: number }> {
    return this.store.sendsLeft(this.secrets.destinationHashOf(to), this.secrets.originOf(asker));
  }

  /** A challenge whose root key is no longer listed is as good as expired. */
  private reopened(hash: string, opened: Opened): OpenedChallenge | NoChallenge {
    const content = this.secrets.open(opened.sealed, hash);
    return content ? described({ hash, opened, hasNewHandle: false }, content) : none;
  }
}

function described(inner: InnerChallenge, { destination, facts }: SealedContent): OpenedChallenge {
  const { hash, opened } = inner;
  const { nonce, handle, purpose, channel, isNew, lifetimeMs, resendMs, attemptsLeft, verifications, mac } = opened;
  const isProviders = verifications.some(({ isOwn }) => isOwn);
  return {
    outcome: 'opened',
    id: handle === '' ? undefined : challengeId({ hash, nonce, handle }),
    claimId: claimId({ hash, nonce }),
    destination,
    facts,
    purpose,
    channel,
    isNew,
    codeOwner: mac !== undefined ? 'us' : isProviders ? 'provider' : undefined,
    lifetimeMs,
    resendMs,
    attemptsLeft,
    verifications,
    inner,
  };
}

/** `<destination>.<challenge>.<handle>`: what a caller holds. Only its last part is a secret. */
function challengeId({ hash, nonce, handle }: NamedHandle): string {
  return `${hash}.${nonce}.${handle}`;
}

/** The challenge that an id leads to: what is claimed, and what every message of it is logged under. */
function claimId({ hash, nonce }: Omit<NamedHandle, 'handle'>): string {
  return `${hash}.${nonce}`;
}

/** The claim id of a challenge id, or of a claim id itself. */
export function claimIdOf(id: string): string {
  return id.split('.').slice(0, 2).join('.');
}

/** Undefined for what is no id. */
function parseChallengeId(id: string): NamedHandle | undefined {
  const [, hash, nonce, handle] = idPattern.exec(id) ?? [];
  return hash && nonce && handle ? { hash, nonce, handle } : undefined;
}
