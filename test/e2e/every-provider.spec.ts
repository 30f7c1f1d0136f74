import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { claimIdOf } from '@sixdigit/challenge';
import { Database } from '@sixdigit/database';
import { receiptAddress } from '../../libs/delivery/src/provider-kit/receipt-address.js';
import { definitions } from '../../libs/delivery/src/providers/registry.js';
import { type Carrier, carriers, localOf } from '../support/carriers.js';
import { type CodeExchange, HttpExchange, LibraryExchange } from '../support/code-exchange.js';
import { reachable } from '../support/reachable.js';
import { engines } from '../support/service.js';
import { until } from '../support/until.js';

const cooldownSeconds = 31;
const vendorWords = new RegExp(definitions.map(({ name }) => name).join('|'), 'i');

const everyProvider = engines.flatMap((engine) => definitions.map((definition) => ({ engine, definition, name: definition.name })));

describe.each(everyProvider)('through $name on the $engine engine, by environment alone', ({ engine, definition, name }) => {
  // an address proves no number: its codes are asked for by the library
  const sendsToNumbers = definition.alongside !== 'email';
  let carrier: Carrier;
  let exchange: CodeExchange;
  let database: Database | undefined;
  let next = 1000;

  beforeAll(async () => {
    carrier = await carriers[name]!();
    const address = await reachable();
    carrier.reportTo?.((kind) => `${address.PUBLIC_BASE_URL}${receiptAddress(definition.receiptsPath, kind)}`);
    const environment = { ...carrier.environment, ...address };
    if (!sendsToNumbers) exchange = await LibraryExchange.start(engine, environment);
    else {
      const overHttp = await HttpExchange.start(engine, environment);
      database = overHttp.service.app.get(Database, { strict: false });
      exchange = overHttp;
    }
  });
  afterAll(async () => {
    await carrier.settled?.();
    await exchange.stop();
    await carrier.stop();
  });

  const pass = (seconds: number) => {
    exchange.advance(seconds);
    carrier.advance(seconds * 1000);
  };
  const messageOf = (challengeId: string) =>
    database!.kysely.selectFrom('messages').selectAll().where('challenge_id', '=', claimIdOf(challengeId)).execute();

  it('delivers a code, accepts it once, and refuses a wrong one', async () => {
    const to = carrier.destination(next++);
    const { problem, challengeId, previewCode } = await exchange.request(to);
    expect(problem).toBeUndefined();
    const code = carrier.codeFor(to, previewCode);
    expect(await exchange.verify(to, challengeId, code === '000000' ? '000001' : '000000')).toBe('wrong');
    expect(await exchange.verify(to, challengeId, code)).toBe('right');
    expect(await exchange.verify(to, challengeId, code)).toBe('refused');
  });

  it('sends the same code again inside its life', async () => {
    const to = carrier.destination(next++);
    const first = await exchange.request(to);
    const code = carrier.codeFor(to, first.previewCode);
    pass(cooldownSeconds);
    const again = await exchange.requestAgain(to, first.challengeId);
    expect(again.problem).toBeUndefined();
    expect(carrier.codeFor(to, again.previewCode)).toBe(code);
    expect(await exchange.verify(to, again.challengeId, code)).toBe('right');
  });

  it('answers for a code that was not sent without any text of the provider', async () => {
    const refused = await exchange.request(carrier.refuse());
    carrier.recover();
    expect(refused.problem).toMatch(/^(?:send_failed|phone_unreachable)$/);
    expect(refused.words).not.toMatch(vendorWords);
    pass(cooldownSeconds);
  });

  for (const mishap of localOf(name)?.mishaps ?? [])
    it(`never sends a code twice after ${JSON.stringify(mishap)}, and the next one arrives`, async () => {
      // a success in between: the breaker counts failures one after another
      expect((await exchange.request(carrier.destination(next++))).problem).toBeUndefined();
      const to = carrier.destination(next++);
      const before = carrier.sends!();
      carrier.meet!(mishap);
      expect((await exchange.request(to)).problem).toMatch(/^(?:send_failed|phone_unreachable)$/);
      carrier.recover();
      expect(carrier.sends!()).toBe(before + 1);
      pass(cooldownSeconds);
      const { problem, challengeId, previewCode } = await exchange.request(to);
      expect(problem).toBeUndefined();
      expect(await exchange.verify(to, challengeId, carrier.codeFor(to, previewCode))).toBe('right');
    });

  if (sendsToNumbers)
    it('keeps a history of a code, from its message to its return, that holds no number', async () => {
      const to = carrier.destination(next++);
      const { challengeId, previewCode } = await exchange.request(to);
      await exchange.verify(to, challengeId, carrier.codeFor(to, previewCode));
      const rows = await until(
        () => messageOf(challengeId),
        (found) => found.length === 1 && found[0]!.verified_at !== null,
      );
      expect(rows).toMatchObject([{ provider: name, channel: 'sms', purpose: 'sign_in', country: 'US' }]);
      expect(JSON.stringify(rows)).not.toContain(to.slice(1));
    });

  if (definition.receiptKinds.length > 0)
    it('knows by the provider’s own receipt that a code was delivered', async () => {
      const { challengeId } = await exchange.request(carrier.destination(next++));
      const [message] = await until(
        () => messageOf(challengeId),
        (found) => found.length === 1,
      );
      const receipts = () =>
        database!.kysely.selectFrom('message_receipts').select('status').where('provider_message_id', '=', message!.provider_message_id!);
      await until(
        async () => {
          await carrier.settled?.();
          return (await receipts().execute()).map(({ status }) => status);
        },
        (statuses) => statuses.includes('delivered'),
      );
    });

  it('asks the provider for nothing that its published interface does not have', () => {
    expect(carrier.violations?.() ?? []).toEqual([]);
  });
});
