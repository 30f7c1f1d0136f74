import { expect, it } from '@jest/globals';
import { away, type Bench, home, origin } from './bench.suite.js';

/** How often a destination is sent something, and by whom. */
export function sendGuarantees(bench: () => Bench): void {
  it('opens one challenge for fifty requests at once', async () => {
    const it = bench();
    const answers = await Promise.all(Array.from({ length: 50 }, () => it.open()));
    expect(answers.filter((answer) => answer.outcome === 'opened')).toHaveLength(1);
    expect(answers.filter((answer) => answer.outcome === 'cooldown')).toHaveLength(49);
  });

  it('does not tell another network of the cool-down (T51)', async () => {
    const it = bench();
    await it.opened();
    expect(await it.open({ purpose: 'reset' })).toMatchObject({ outcome: 'cooldown' });
    expect(await it.open({ origin: away })).toMatchObject({ outcome: 'opened', isNew: true });
  });

  it('lets one address use half of a window of sends, and all together the whole', async () => {
    const it = bench();
    for (let index = 0; index < 3; index += 1) {
      await it.opened();
      it.pass(31);
    }
    expect(await it.store.sendsLeft(it.hash, home)).toMatchObject({ left: 0 });
    expect(await it.open()).toMatchObject({ outcome: 'limited', windowSeconds: 3600 });
    await it.opened({ origin: away });
    await it.opened({ origin: origin('afar') });
    const limited = await it.open({ origin: origin('elsewhere') });
    expect(limited).toMatchObject({ outcome: 'limited', windowSeconds: 3600 });
    if (limited.outcome === 'limited') it.pass(Math.ceil(limited.waitMs / 1000));
    expect(await it.open({ origin: origin('elsewhere') })).toMatchObject({ outcome: 'opened' });
  });

  it('counts all /64 of one IPv6 /48 as one site: half of a window is theirs together', async () => {
    const it = bench();
    const line = (index: number) => origin(`2001:db8:77:${index}::/64`, { site: '2001:db8:77::/48', range: '' });
    for (let index = 0; index < 3; index += 1) await it.opened({ origin: line(index) });
    expect(await it.open({ origin: line(3) })).toMatchObject({ outcome: 'limited' });
    expect(await it.open({ origin: away })).toMatchObject({ outcome: 'opened' });
  });

  it('leaves a third of a window to addresses outside of an IPv4 /24', async () => {
    const it = bench();
    const windows = [{ count: 9, seconds: 3600 }];
    const neighbour = (index: number) => origin(`203.0.113.${index}`, { range: '203.0.113.0/24' });
    // five of one purpose may be pending: the others are of another
    for (let index = 0; index < 6; index += 1)
      await it.opened({ origin: neighbour(index), windows, purpose: index < 3 ? 'sign_in' : 'register' });
    expect(await it.open({ origin: neighbour(6), windows })).toMatchObject({ outcome: 'limited' });
    expect(await it.open({ origin: away, windows })).toMatchObject({ outcome: 'opened' });
  });

  it('takes the windows of a request in place of the usual ones', async () => {
    const it = bench();
    await it.opened();
    it.pass(31);
    expect(await it.open({ windows: [{ count: 1, seconds: 900 }] })).toMatchObject({ outcome: 'limited', windowSeconds: 900 });
    expect(await it.open()).toMatchObject({ outcome: 'opened' });
  });

  it('refuses a sixth network instead of pushing out a pending challenge', async () => {
    const it = bench();
    const windows = [{ count: 100, seconds: 3600 }];
    const [first] = await Promise.all(Array.from({ length: 5 }, (_, index) => it.opened({ origin: origin(`net${index}`), windows })));
    expect(await it.open({ origin: origin('net5'), windows })).toMatchObject({ outcome: 'limited', windowSeconds: 600 });
    expect(await it.attempt('k.right', { named: first! })).toMatchObject({ outcome: 'matched' });
  });

  it('charges an escalation to the network of its challenge, once, and not beyond its half', async () => {
    const it = bench();
    const first = await it.opened();
    const escalate = (nonce: string) => it.store.escalate({ hash: it.hash, nonce, channel: 'voice', failed: 'sms' });
    expect(await escalate(first.nonce)).toMatchObject({ outcome: 'opened', channel: 'voice', handle: '', isNew: false });
    expect(await escalate(first.nonce)).toEqual({ outcome: 'none' });
    it.pass(41);
    expect(await it.resend(first, { channel: 'sms' })).toMatchObject({ outcome: 'opened' });
    expect(await escalate(first.nonce)).toEqual({ outcome: 'none' });
    expect(await it.open({ purpose: 'reset' })).toMatchObject({ outcome: 'cooldown' });
    it.pass(61);
    // two requests and an escalation: the half is spent, and everybody else has theirs
    expect(await it.open()).toMatchObject({ outcome: 'limited' });
    const theirs = await it.opened({ origin: away });
    expect(await escalate(theirs.nonce)).toMatchObject({ outcome: 'opened' });
  });

  it('does not escalate when the half of the challenge’s network is spent', async () => {
    const it = bench();
    const first = await it.opened();
    for (let index = 0; index < 2; index += 1) {
      it.pass(61);
      await it.opened();
    }
    expect(await it.store.escalate({ hash: it.hash, nonce: first.nonce, channel: 'voice', failed: 'sms' })).toEqual({ outcome: 'none' });
  });

  it('forgets a challenge that is withdrawn with its last handle, but not its send', async () => {
    const it = bench();
    const first = await it.opened();
    it.pass(31);
    const second = await it.opened();
    expect(second.nonce).toBe(first.nonce);
    await it.store.withdraw({ hash: it.hash, nonce: second.nonce, handle: second.handle });
    expect(await it.attempt('k.right', { named: second })).toEqual({ outcome: 'none' });
    expect(await it.store.sendsLeft(it.hash, home)).toMatchObject({ left: 1 });
    await it.store.withdraw({ hash: it.hash, nonce: first.nonce, handle: first.handle });
    expect(await it.attempt('k.right')).toEqual({ outcome: 'none' });
  });

  it('keeps the channel of the last message', async () => {
    const it = bench();
    const first = await it.opened();
    it.pass(31);
    expect(await it.resend(first, { channel: 'voice' })).toMatchObject({ outcome: 'opened', channel: 'voice' });
    expect(await it.attempt('k.right')).toMatchObject({ outcome: 'matched', channel: 'voice' });
  });

  it('sends a handle’s code again on its schedule, to the end of its life, and only for a purpose that the route names', async () => {
    const it = bench();
    const first = await it.opened();
    expect(await it.resend(first)).toMatchObject({ outcome: 'cooldown' });
    it.pass(31);
    expect(await it.resend(first, { purposes: ['register'] })).toEqual({ outcome: 'none' });
    expect(await it.resend(first)).toMatchObject({ outcome: 'opened', nonce: first.nonce, handle: first.handle, resendMs: 40_000 });
    it.pass(31);
    expect(await it.resend(first)).toMatchObject({ outcome: 'cooldown' });
    it.pass(500);
    expect(await it.resend(first)).toMatchObject({ outcome: 'opened', resendMs: 60_000 });
    it.pass(60);
    expect(await it.resend(first)).toEqual({ outcome: 'none' });
  });
}
