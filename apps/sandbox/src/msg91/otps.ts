import { randomInt } from 'node:crypto';
import type { Clock } from '@sixdigit/config';
import { Msg91Refusal } from './msg91-refusal.js';

interface Otp {
  readonly code: string;
  readonly expiresAt: number;
  checks: number;
  retries: number;
  isVerified: boolean;
}

/** How many is a setting of the account that no page names; these are the sandbox's own. */
const checksMax = 5;
const retriesMax = 3;

/** One-time codes that MSG91 keeps, one for each number. */
export class Otps {
  private readonly byMobile = new Map<string, Otp>();

  constructor(private readonly clock: Clock) {}

  /** Returns the code. */
  send(mobile: string, own: string, digits: number, lifetimeMinutes: number): string {
    const code = own || String(randomInt(10 ** digits)).padStart(digits, '0');
    const expiresAt = this.clock.now() + lifetimeMinutes * 60_000;
    this.byMobile.set(mobile, { code, expiresAt, checks: 0, retries: 0, isVerified: false });
    return code;
  }

  /** The same code once more. */
  retry(mobile: string): string {
    const otp = this.byMobile.get(mobile);
    if (!otp || otp.isVerified || this.isOver(otp)) throw new Msg91Refusal('No OTP request found to retryotp');
    if (otp.retries >= retriesMax) throw new Msg91Refusal('OTP retry count maxed out');
    otp.retries += 1;
    return otp.code;
  }

  verify(mobile: string, code: string): void {
    if (!/^\d+$/.test(code)) throw new Msg91Refusal('Otp empty or not numeric');
    const otp = this.byMobile.get(mobile);
    if (!otp) throw new Msg91Refusal('Mobile no. not found');
    if (otp.isVerified) throw new Msg91Refusal('OTP already verified');
    if (this.isOver(otp)) throw new Msg91Refusal('OTP expired');
    if (otp.checks >= checksMax) throw new Msg91Refusal('Max limit reached for this otp verification');
    otp.checks += 1;
    if (otp.code !== code) throw new Msg91Refusal('OTP not match');
    otp.isVerified = true;
  }

  private isOver({ expiresAt }: Otp): boolean {
    return this.clock.now() >= expiresAt;
  }
}
