import type { Channel } from '@sixdigit/contract';

/** How a user proved themselves, and how strongly: kept on the session, said by its access tokens. */
export interface Authentication {
  /** Methods (RFC 8176). */
  readonly amr: readonly string[];
  /** Authenticator assurance level (NIST SP 800-63B): `aal1` for one factor, `aal2` for two. */
  readonly acr: string;
}

/** The methods that RFC 8176 has a word for; a code by another channel is an `otp` alone. */
const channelMethods: Partial<Record<Channel, string>> = { sms: 'sms', voice: 'tel' };

/** One factor: a code that came by this channel. */
export function firstFactor(channel: Channel): Authentication {
  const method = channelMethods[channel];
  return { amr: method === undefined ? ['otp'] : ['otp', method], acr: 'aal1' };
}
