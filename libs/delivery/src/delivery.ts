import { Injectable } from '@nestjs/common';
import { type Channel, type Destination, type MessageClient, Problem, type Purpose } from '@sixdigit/contract';
import type { CodeSource } from './code-source.js';
import { MessagesConfig } from './messages/messages.config.js';
import { MessageTemplates } from './messages/templates.js';
import type { CarrierProvider } from './provider-kit/carrier.provider.js';
import type { HostedProvider } from './provider-kit/hosted.provider.js';
import { canFailOver } from './routing/can-fail-over.js';
import { OutcomeUnknown } from './routing/outcome-unknown.js';
import type { ProviderInUse } from './routing/provider-in-use.js';
import { type PlannedSend, SendPolicy } from './send-policy.js';

/** A code on its way to its owner. */
export interface Outgoing {
  readonly destination: Destination;
  readonly channel: Channel;
  readonly purpose: Purpose;
  /** What the code authorises beside its purpose, for the message. */
  readonly facts: Readonly<Record<string, string>>;
  readonly occasion: 'request' | 'resend' | 'escalation';
  /** Seconds for which the code is good. */
  readonly lifetimeSeconds: number;
  /** The same for every message of one code. */
  readonly challengeId: string;
  /** BCP 47, or a value of `Accept-Language`. */
  readonly locale: string | undefined;
  readonly client: MessageClient | undefined;
  readonly caller: { readonly ip: string; readonly network: string };
}

/** What went out. */
export interface Sent {
  readonly provider: ProviderInUse;
  /** The provider's name for the message, or for its verification. */
  readonly providerMessageId: string;
  /** Where it is ours. */
  readonly code: string | undefined;
  /** Of our own text, and the language it was written in. */
  readonly text: string | undefined;
  readonly locale: string | undefined;
}

/** Called for each provider that failed, before the next takes over. */
export type OnFailure = (provider: ProviderInUse, error: unknown) => void;

/** A start whose verification is cancelled by somebody else at that very moment is repeated, not for ever. */
const startsMax = 2;

/** Takes a code to its owner through the first provider that can. */
@Injectable()
export class Delivery {
  constructor(
    private readonly templates: MessageTemplates,
    private readonly config: MessagesConfig,
    private readonly policy: SendPolicy,
  ) {}

  /**
   * Asks one provider after the other, as long as nothing was sent and the number is not the reason. Takes back what never
   * went out; throws the last provider's `Problem`. `admitted` is the one that the policy was asked of already.
   */
  async send(
    outgoing: Outgoing,
    route: readonly ProviderInUse[],
    code: CodeSource,
    admitted: ProviderInUse,
    onFailure: OnFailure,
  ): Promise<Sent> {
    const { destination, channel, purpose, caller } = outgoing;
    const subject = { destination, channel, purpose, network: caller.network };
    let failure: unknown;
    for (const provider of sameOwnerFirst(route, code)) {
      const planned: PlannedSend = {
        ...subject,
        provider: provider.name,
        occasion: provider === admitted ? outgoing.occasion : 'failover',
      };
      try {
        if (provider !== admitted) await this.policy.admit(planned);
        const sent = await this.attempt(outgoing, provider, code);
        this.policy.settled(planned, 'accepted');
        return sent;
      } catch (error) {
        this.policy.settled(planned, error instanceof OutcomeUnknown ? 'unknown' : 'failed');
        failure = error;
        onFailure(provider, error);
        if (!canFailOver(error)) break;
      }
    }
    // what somebody may hold must stay
    if (!(failure instanceof OutcomeUnknown && failure.holdsOurCode)) await code.undo();
    throw failure;
  }

  private attempt(outgoing: Outgoing, provider: ProviderInUse, code: CodeSource): Promise<Sent> {
    const { port } = provider;
    return port.kind === 'hosted' ? this.start(outgoing, provider, port, code) : this.carry(outgoing, provider, port, code);
  }

  private async carry(outgoing: Outgoing, provider: ProviderInUse, carrier: CarrierProvider, source: CodeSource): Promise<Sent> {
    const { destination, channel, purpose, lifetimeSeconds, challengeId } = outgoing;
    const code = await source.own(carrier.fixedCode);
    const written = this.templates.render({ ...outgoing, code, product: this.config.product });
    const message = { to: destination.to, channel, purpose, code, lifetimeSeconds, challengeId, ...written };
    const result = await provider.breaker.run(() => carrier.carry(message));
    if (result.outcome === 'unknown') throw new OutcomeUnknown(result.cause, true);
    return { provider, providerMessageId: result.id, code, text: written.text, locale: written.locale };
  }

  private async start(outgoing: Outgoing, provider: ProviderInUse, hosted: HostedProvider, source: CodeSource): Promise<Sent> {
    const { destination, channel, purpose, locale, caller } = outgoing;
    const { to } = destination;
    const at = { provider: provider.name, slot: slotOf(hosted, purpose), attemptsMax: provider.hosted!.attemptsMax };
    for (let starts = 1; ; starts += 1) {
      const { ref: pending, stale } = source.pendingAt(at);
      // the provider would send the same code again, which is spent, or of other facts, or of a life that is half over
      if (stale.length > 0 && starts === 1) await this.cancel(stale, to, hosted, source);
      const request = {
        to,
        channel,
        purpose,
        locale,
        ip: caller.ip,
        ...(provider.hosted!.resend === 'continues_pending' ? { pending } : {}),
      };
      const started = await provider.breaker.run(() => hosted.start(request));
      if (started.outcome === 'unknown') throw new OutcomeUnknown(started.cause, false);
      if ((await source.attach(at, started.ref, stale)) === 'attached' || starts === startsMax)
        return { provider, providerMessageId: started.ref, code: undefined, text: undefined, locale: undefined };
    }
  }

  private async cancel(refs: readonly string[], to: string, hosted: HostedProvider, source: CodeSource): Promise<void> {
    await source.cancelling(refs);
    for (const ref of refs) await hosted.cancel(ref, to);
  }
}

function slotOf(hosted: HostedProvider, purpose: Purpose): string {
  const slot = hosted.slotOf(purpose);
  if (slot === undefined) throw new Problem('not_available', { fields: { purpose: `${purpose} is not on offer` } });
  return slot;
}

/** The same code again, if it can be had: first those who can send it. */
function sameOwnerFirst(route: readonly ProviderInUse[], { owner }: CodeSource): readonly ProviderInUse[] {
  if (owner === undefined) return route;
  const kind = owner === 'us' ? 'carrier' : 'hosted';
  return [...route.filter(({ port }) => port.kind === kind), ...route.filter(({ port }) => port.kind !== kind)];
}
