import { randomInt } from 'node:crypto';
import type { Clock } from '@sixdigit/config';
import { sid } from './sid.js';
import { TwilioFault } from './twilio-fault.js';

interface Attempt {
  readonly time: string;
  readonly channel: string;
  readonly attempt_sid: string;
}

export interface Verification {
  readonly sid: string;
  readonly service: string;
  readonly to: string;
  readonly code: string;
  readonly createdAt: number;
  readonly attempts: Attempt[];
  channel: string;
  status: 'pending' | 'approved' | 'canceled' | 'max_attempts_reached';
  updatedAt: number;
  checks: number;
}

const lifetimeMs = 600_000;
const sendsMax = 5;
const checksMax = 5;
const codeDigits = 6;

/** The life of verifications: five sends, five checks, ten minutes. Knows no HTTP. */
export class Verifications {
  private readonly bySid = new Map<string, Verification>();

  constructor(private readonly clock: Clock) {}

  /** A new verification, or the one that is alive: with the same SID and code. */
  send(service: string, to: string, channel: string, customCode: string | undefined): Verification {
    const alive = this.latest(service, to, (candidate) => candidate.status !== 'approved' && candidate.status !== 'canceled');
    if (alive && (alive.attempts.length >= sendsMax || alive.status === 'max_attempts_reached')) throw new TwilioFault(60203);
    const now = this.clock.now();
    const verification = alive ?? {
      sid: sid('VE'),
      service,
      to,
      code: customCode ?? String(randomInt(10 ** codeDigits)).padStart(codeDigits, '0'),
      createdAt: now,
      attempts: [],
      channel,
      status: 'pending',
      updatedAt: now,
      checks: 0,
    };
    verification.attempts.push({
      time: isoSeconds(now),
      channel: channel === 'whatsapp' ? channel : channel.toUpperCase(),
      attempt_sid: sid('VL'),
    });
    Object.assign(verification, { channel, updatedAt: now });
    this.bySid.set(verification.sid, verification);
    return verification;
  }

  /** `named` is a SID, or the number. */
  check(service: string, named: string, code: string, path: string): Verification {
    const open = (candidate: Verification) => candidate.status === 'pending' || candidate.status === 'max_attempts_reached';
    const verification = this.find(service, named, open);
    if (!verification) throw TwilioFault.notFound(path);
    if (verification.checks >= checksMax) throw new TwilioFault(60202);
    verification.checks += 1;
    verification.updatedAt = this.clock.now();
    if (code === verification.code) verification.status = 'approved';
    return verification;
  }

  /** Those that were approved or are expired are gone; those that were canceled are not. */
  fetch(service: string, named: string, path: string): Verification {
    const verification = this.find(service, named, (candidate) => candidate.status !== 'approved');
    if (!verification) throw TwilioFault.notFound(path);
    return verification;
  }

  close(service: string, named: string, status: 'canceled' | 'approved', path: string): Verification {
    const verification = this.find(service, named, (candidate) => candidate.status !== 'approved' && candidate.status !== 'canceled');
    if (!verification) throw TwilioFault.notFound(path);
    return Object.assign(verification, { status, updatedAt: this.clock.now() });
  }

  /** What a reader sees: the fifth wrong check is answered as the others are, and shows when it is asked for. */
  markSpent(verification: Verification): void {
    if (verification.status === 'pending' && verification.checks >= checksMax) verification.status = 'max_attempts_reached';
  }

  private find(service: string, named: string, isMeant: (candidate: Verification) => boolean): Verification | undefined {
    const bySid = this.bySid.get(named);
    if (!bySid) return this.latest(service, named, isMeant);
    return bySid.service === service && this.isAlive(bySid) && isMeant(bySid) ? bySid : undefined;
  }

  private latest(service: string, to: string, isMeant: (candidate: Verification) => boolean): Verification | undefined {
    return [...this.bySid.values()].findLast(
      (candidate) => candidate.service === service && candidate.to === to && this.isAlive(candidate) && isMeant(candidate),
    );
  }

  private isAlive({ createdAt }: Verification): boolean {
    return this.clock.now() - createdAt < lifetimeMs;
  }
}

/** Twilio's times hold no milliseconds. */
export function isoSeconds(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
