import type {
  ChallengeSecrets,
  ChallengeStore,
  CodeAttempt,
  Limited,
  Matched,
  NoChallenge,
  Opened,
  Proof,
  ToCheck,
  Wrong,
} from '@sixdigit/challenge';
import { type MessageClient, Problem, type Purpose } from '@sixdigit/contract';
import {
  type CarrierProvider,
  canFailOver,
  type HostedProvider,
  type MessageTemplates,
  OutcomeUnknown,
  type ProviderInUse,
  type Router,
} from '@sixdigit/delivery';

/** A challenge whose code is to go out now. */
export interface Sending {
  readonly opened: Opened;
  readonly tag: string;
  /** E.164, or an address. */
  readonly to: string;
  /** BCP 47, or a header value of `Accept-Language`. */
  readonly locale: string | undefined;
  readonly client: MessageClient | undefined;
  /** The caller's address. */
  readonly ip: string;
  /** The code the caller brought. */
  readonly suppliedCode: string | undefined;
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

/** Told of each provider that failed before the next took over. */
export type OnFailure = (provider: ProviderInUse, error: unknown) => void;

interface Options {
  /** The product's name in the message. */
  readonly product: string;
  /** Whether the store ends a challenge whose code was right, for a use without a database that claims. */
  readonly consume: boolean;
}

/** Takes a code to its owner through the first provider that can, and has it compared by whoever owns it. */
export class Delivery {
  constructor(
    private readonly challenges: ChallengeStore,
    private readonly secrets: ChallengeSecrets,
    private readonly router: Router,
    private readonly templates: MessageTemplates,
    private readonly options: Options,
  ) {}

  /** The code that a new challenge will have; none where the provider that is asked first makes it. */
  newCode(route: readonly ProviderInUse[], challenge: { tag: string; key: string; purpose: Purpose }): string | undefined {
    const first = route[0]?.port;
    if (first?.kind !== 'carrier') return undefined;
    return first.fixedCode ?? this.secrets.codeOf(challenge);
  }

  /**
   * Asks one provider after the other, as long as nothing was sent and the number is not the reason. Takes back what never went
   * out; throws the last provider's `Problem`.
   */
  async send(sending: Sending, route: readonly ProviderInUse[], onFailure: OnFailure): Promise<Sent> {
    const { opened } = sending;
    const before = proofOf(opened);
    let proof = before;
    let failure: unknown;
    for (const provider of sameKindFirst(route, opened)) {
      try {
        const { port } = provider;
        if (port.kind === 'hosted') return await this.start(sending, provider, port);
        // the challenge was opened with the code of whoever is asked first
        const isPlanned = opened.fresh && provider === route[0];
        if (!isPlanned) proof = await this.attachCode(sending, port, proof);
        return await this.carry(sending, provider, port);
      } catch (error) {
        failure = error;
        onFailure(provider, error);
        if (!canFailOver(error)) break;
      }
    }
    if (opened.fresh || proof !== before) await this.takeBack(sending, before, failure);
    throw failure;
  }

  /** Counts the attempt, then compares, or has the provider compare. */
  async judge(attempt: CodeAttempt, code: string): Promise<Matched | Wrong | Limited | NoChallenge> {
    const counted = await this.challenges.settle(attempt, this.options.consume);
    return counted.outcome === 'check' ? this.check(attempt, counted, code) : counted;
  }

  /** The challenge's code is ours from here on. Before the message goes out: a message whose code is not stored is worth nothing. */
  private async attachCode(sending: Sending, { fixedCode }: CarrierProvider, proof: Proof | undefined): Promise<Proof> {
    const { opened, tag } = sending;
    const { key, purpose } = opened;
    const code = this.codeOf(sending, fixedCode);
    if (proof && 'mac' in proof && this.secrets.macsOf(tag, purpose, code).includes(proof.mac)) return proof;
    const own = { mac: this.secrets.macOf(tag, purpose, code) };
    await this.challenges.attach(tag, key, own);
    return own;
  }

  private async carry(sending: Sending, provider: ProviderInUse, carrier: CarrierProvider): Promise<Sent> {
    const { opened, tag, to, locale, client } = sending;
    const code = this.codeOf(sending, carrier.fixedCode);
    const { purpose, channel } = opened;
    const lifetimeSeconds = Math.ceil(opened.lifetimeMs / 1000);
    const { product } = this.options;
    const written = this.templates.render({ code, product, purpose, lifetimeSeconds, locale, client, channel });
    const challengeId = `${tag}.${opened.key}`;
    const message = { to, channel, purpose, code, lifetimeSeconds, challengeId, ...written };
    const result = await provider.breaker.run(() => carrier.carry(message));
    if (result.outcome !== 'accepted') throw new OutcomeUnknown(result.cause, true);
    return { provider, providerMessageId: result.id, code, text: written.text, locale: written.locale };
  }

  private async start(sending: Sending, provider: ProviderInUse, hosted: HostedProvider): Promise<Sent> {
    const { opened, tag, to, locale, ip } = sending;
    if (sending.suppliedCode !== undefined) throw new Problem('not_available', { fields: { code: 'the provider makes its own' } });
    // the provider would send the same code again, whose checks somebody has used up, or whose life is half over
    const stale = opened.staleRef && refOf(provider, opened.staleRef);
    if (stale) await hosted.cancel(stale, to);
    const { purpose, channel } = opened;
    const started = await provider.breaker.run(() => hosted.start({ to, channel, purpose, locale, ip }));
    if (started.outcome !== 'accepted') throw new OutcomeUnknown(started.cause, false);
    await this.challenges.attach(tag, opened.key, { ref: `${provider.name} ${started.ref}` });
    return { provider, providerMessageId: started.ref, code: undefined, text: undefined, locale: undefined };
  }

  private async check(attempt: CodeAttempt, counted: ToCheck, code: string): Promise<Matched | Wrong | NoChallenge> {
    const { tag, purpose } = attempt;
    const { key, sealed, attemptsLeft, channel } = counted;
    const [name = '', ref = ''] = counted.ref.split(' ');
    const provider = this.router.named(name)?.port;
    // a provider that is no longer configured can say nothing about its code
    if (provider?.kind !== 'hosted') return { outcome: 'none' };
    switch (await provider.check(ref, this.secrets.open(sealed, tag), code)) {
      case 'approved':
        await this.challenges.approve(tag, key, counted.attemptId, this.secrets.macOf(tag, purpose, code), this.options.consume);
        return { outcome: 'matched', key, sealed, channel };
      case 'wrong':
        return { outcome: 'wrong', sealed, attemptsLeft };
      case 'expired':
        return { outcome: 'none' };
    }
  }

  /** What never reached anybody must not stay; what somebody may hold, from now or from before, must. */
  private async takeBack({ opened, tag }: Sending, before: Proof | undefined, failure: unknown): Promise<void> {
    if (failure instanceof OutcomeUnknown && failure.holdsOurCode) return;
    if (opened.fresh) await this.challenges.withdraw(tag, opened.key);
    else if (before) await this.challenges.attach(tag, opened.key, before);
  }

  private codeOf({ opened, tag, suppliedCode }: Sending, fixedCode: string | undefined): string {
    const { key, purpose, mac } = opened;
    return (
      suppliedCode ?? fixedCode ?? (mac ? this.secrets.codeAgain({ tag, key, purpose, mac }) : this.secrets.codeOf({ tag, key, purpose }))
    );
  }
}

function proofOf({ mac, ref }: Opened): Proof | undefined {
  if (mac) return { mac };
  return ref ? { ref } : undefined;
}

/** The same code again, if it can be had: first those who can send it. */
function sameKindFirst(route: readonly ProviderInUse[], opened: Opened): readonly ProviderInUse[] {
  const kind = opened.mac ? 'carrier' : opened.ref && 'hosted';
  if (!kind || opened.fresh) return route;
  return [...route.filter(({ port }) => port.kind === kind), ...route.filter(({ port }) => port.kind !== kind)];
}

/** A ref without its provider, where it is this one's. */
function refOf({ name }: ProviderInUse, ref: string): string | undefined {
  return ref.startsWith(`${name} `) ? ref.slice(name.length + 1) : undefined;
}
