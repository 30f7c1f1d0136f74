import type { Channel } from '@sixdigit/contract';

/** How a user proved themselves, and how strongly: kept on the session, said by its access tokens. */
export interface Authentication {
  /** Methods (RFC 8176). */
  readonly amr: readonly string[];
  /** Authenticator assurance level (NIST SP 800-63B): `aal1` for one factor, `aal2` for two. */
  readonly acr: string;
}

/** One factor: a code that came by this channel. Where RFC 8176 has no word for the channel it is an `otp` alone. */
export const firstFactors: Readonly<Record<Channel, Authentication>> = {
  sms: { amr: ['otp', 'sms'], acr: 'aal1' },
  voice: { amr: ['otp', 'tel'], acr: 'aal1' },
  whatsapp: { amr: ['otp'], acr: 'aal1' },
  email: { amr: ['otp'], acr: 'aal1' },
};
