import { describe, expect, it, jest } from '@jest/globals';
import { type Destination, Problem } from '@sixdigit/contract';
import type { CodeSource } from './code-source.js';
import { Delivery, type Outgoing } from './delivery.js';
import { messageTemplates } from './messages/message-templates.js';
import { MessagesConfig } from './messages/messages.config.js';
import { CarrierProvider, type SendResult } from './provider-kit/carrier.provider.js';
import { HostedProvider, type Started, type StartRequest } from './provider-kit/hosted.provider.js';
import { ProviderFault } from './provider-kit/provider-fault.js';
import { sendProblem } from './provider-kit/provider-problem.js';
import { ProviderInUse } from './routing/provider-in-use.js';
import type { PlannedSend, SendOutcome, SendPolicy } from './send-policy.js';

const destination: Destination = { to: '+14155552671', country: 'US', block: '+1415555' };
const fault = new ProviderFault('first', 'unavailable', 'advice');

class Carrier extends CarrierProvider {
  readonly channels = ['sms'] as const;

  constructor(private readonly answer: () => SendResult) {
    super();
  }

  async carry(): Promise<SendResult> {
    return this.answer();
  }
}

class Hosted extends HostedProvider {
  readonly channels = ['sms'] as const;
  readonly started: StartRequest[] = [];
  readonly steps: string[] = [];

  slotOf(): string {
    return 'slot';
  }

  async start(request: StartRequest): Promise<Started> {
    this.started.push(request);
    this.steps.push('start');
    return { outcome: 'accepted', ref: `ref${this.started.length}` };
  }

  async check(): Promise<'approved'> {
    return 'approved';
  }

  async cancel(ref: string): Promise<void> {
    this.steps.push(`cancel ${ref}`);
  }
}

const accepting = () => new ProviderInUse('second', new Carrier(() => ({ outcome: 'accepted', id: 'id' })), false);
const failing = () =>
  new ProviderInUse(
    'first',
    new Carrier(() => {
      throw sendProblem(fault);
    }),
    false,
  );
const silent = () => new ProviderInUse('first', new Carrier(() => ({ outcome: 'unknown', cause: fault })), false);

/** What a policy is asked and told. */
class Policy implements SendPolicy {
  readonly asked: PlannedSend[] = [];
  readonly outcomes: [string, SendOutcome][] = [];

  constructor(private readonly refuses = false) {}

  async admit(send: PlannedSend): Promise<void> {
    this.asked.push(send);
    if (this.refuses) throw new Problem('rate_limited', { retry_after: 60 });
  }

  settled(send: PlannedSend, outcome: SendOutcome): void {
    this.outcomes.push([send.provider, outcome]);
  }

  verified(): void {}
}

function source(more: Partial<CodeSource> = {}) {
  return {
    owner: undefined,
    own: jest.fn(async () => '123456'),
    pendingAt: () => ({ ref: undefined, stale: [] }),
    cancelling: jest.fn(async () => undefined),
    attach: jest.fn(async () => 'attached' as const),
    undo: jest.fn(async () => undefined),
    ...more,
  } satisfies CodeSource;
}

function send(route: [ProviderInUse, ...ProviderInUse[]], code: CodeSource, policy: SendPolicy = new Policy()) {
  const config = new MessagesConfig();
  const outgoing: Outgoing = {
    destination,
    channel: 'sms',
    purpose: 'sign_in',
    facts: {},
    occasion: 'request',
    lifetimeSeconds: 600,
    challengeId: 'hash.nonce',
    locale: 'en',
    client: undefined,
    caller: { ip: '203.0.113.7', network: '203.0.113.7' },
  };
  return new Delivery(messageTemplates(config), config, policy).send(outgoing, route, code, route[0], () => undefined);
}

describe('a delivery', () => {
  it('asks the policy before the attempt of each further provider, with the destination as it was read, and says what became of it', async () => {
    const policy = new Policy();
    const sent = await send([failing(), accepting()], source(), policy);
    expect(sent).toMatchObject({ provider: { name: 'second' }, providerMessageId: 'id', code: '123456' });
    expect(policy.asked).toEqual([
      { destination, channel: 'sms', purpose: 'sign_in', provider: 'second', occasion: 'failover', network: '203.0.113.7' },
    ]);
    expect(policy.asked[0]!.destination).toBe(destination);
    expect(policy.outcomes).toEqual([
      ['first', 'failed'],
      ['second', 'accepted'],
    ]);
  });

  it('sends nothing that the policy refuses, and takes back what was opened for it', async () => {
    const code = source();
    const second = accepting();
    const carry = jest.spyOn(second.port as CarrierProvider, 'carry');
    await expect(send([failing(), second], code, new Policy(true))).rejects.toMatchObject({ code: 'rate_limited' });
    expect(carry).not.toHaveBeenCalled();
    expect(code.undo).toHaveBeenCalledTimes(1);
  });

  it('keeps a code of ours whose message may arrive, and asks no other provider', async () => {
    const code = source();
    const policy = new Policy();
    await expect(send([silent(), accepting()], code, policy)).rejects.toMatchObject({ code: 'send_failed' });
    expect(code.undo).not.toHaveBeenCalled();
    expect(policy.asked).toEqual([]);
    expect(policy.outcomes).toEqual([['first', 'unknown']]);
  });

  it('asks first those who can send the code that is pending', async () => {
    const hosted = new Hosted();
    const route: [ProviderInUse, ...ProviderInUse[]] = [
      new ProviderInUse('hosted', hosted, false, { attemptsMax: 5, resend: 'starts_again' }),
      accepting(),
    ];
    expect(await send(route, source({ owner: 'us' }))).toMatchObject({ provider: { name: 'second' } });
    expect(hosted.started).toEqual([]);
  });
});

describe('a delivery by a provider that makes the code', () => {
  const inUse = (hosted: Hosted, resend: 'starts_again' | 'continues_pending') =>
    new ProviderInUse('hosted', hosted, false, { attemptsMax: 3, resend });

  it('says what it is about to cancel before it cancels it, and then starts', async () => {
    const hosted = new Hosted();
    const code = source({
      pendingAt: () => ({ ref: undefined, stale: ['old'] }),
      cancelling: jest.fn(async (refs: readonly string[]) => void hosted.steps.push(`say ${refs}`)),
    });
    await send([inUse(hosted, 'starts_again')], code);
    expect(hosted.steps).toEqual(['say old', 'cancel old', 'start']);
    expect(code.attach).toHaveBeenCalledWith({ provider: 'hosted', slot: 'slot', attemptsMax: 3 }, 'ref1', ['old']);
  });

  it('starts once more when its verification was cancelled meanwhile', async () => {
    const hosted = new Hosted();
    const attach = jest.fn<CodeSource['attach']>().mockResolvedValueOnce('start_again').mockResolvedValue('attached');
    expect(await send([inUse(hosted, 'starts_again')], source({ attach }))).toMatchObject({ providerMessageId: 'ref2' });
    expect(hosted.started).toHaveLength(2);
  });

  it('is given the pending verification where a second start would be refused', async () => {
    const pendingAt = () => ({ ref: 'pending', stale: [] });
    const [vonage, twilio] = [new Hosted(), new Hosted()];
    await send([inUse(vonage, 'continues_pending')], source({ pendingAt }));
    await send([inUse(twilio, 'starts_again')], source({ pendingAt }));
    expect(vonage.started).toMatchObject([{ pending: 'pending' }]);
    expect(twilio.started[0]).not.toHaveProperty('pending');
  });
});
