// The floor: the same Redis scripts and the same kind of SQL on bare Fastify, without validation, limits, log or audit of requests.
import { createHmac, randomBytes, randomInt, randomUUID } from 'node:crypto';
import fastify from 'fastify';
import { Redis } from 'ioredis';
import pg from 'pg';
import { challengeRules, scripts } from './built.mjs';

const rules = JSON.stringify(challengeRules);
const key = randomBytes(32);

const redis = new Redis(process.env.REDIS_URL, { keyPrefix: 'floor:', enableAutoPipelining: true });
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const shas = { open: await redis.script('LOAD', scripts.open.lua), attempt: await redis.script('LOAD', scripts.attempt.lua) };

const signIn = {
  name: 'sign_in',
  text: `with claim as (insert into claims (kind, id) values ('challenge', $1) on conflict do nothing returning claimed_at),
    person as (insert into users (phone, name, role, phone_verified_at) select $2, 'User', 'consumer', now() from claim
      on conflict (phone) do update set phone_verified_at = excluded.phone_verified_at returning id, phone, name, role),
    session as (insert into sessions (id, family_hash, user_id, channel, amr, acr, auth_time, expires_at)
      select $3::uuid, $4, id, 'sms', '{otp,sms}', 'aal1', now(), now() + interval '30 days' from person),
    audit as (insert into audit_events (event, user_id, session_id) select 'sign_in', id, $3::uuid from person)
    select * from person`,
};
const rotate = {
  name: 'rotate',
  text: `with s as (update sessions set generation = generation + 1, rotated_at = now() where family_hash = $1 and generation = $2
      returning id, user_id, generation),
    audit as (insert into audit_events (event, user_id, session_id) select 'token_refreshed', user_id, id from s) select * from s`,
};
const live = {
  name: 'live',
  text: 'select u.* from users u join sessions s on s.user_id = u.id where u.id = $1 and s.id = $2::uuid and s.ended_at is null',
};

const hmac = (text) => createHmac('sha256', key).update(text).digest('base64url');
const header = Buffer.from('{"alg":"HS256","typ":"at+jwt"}').toString('base64url');
function sign(sub, sid) {
  const body = `${header}.${Buffer.from(JSON.stringify({ sub, sid, exp: Math.floor(Date.now() / 1000) + 900 })).toString('base64url')}`;
  return `${body}.${hmac(body)}`;
}
function verify(token) {
  const at = token.lastIndexOf('.');
  if (hmac(token.slice(0, at)) !== token.slice(at + 1)) throw new Error('bad token');
  return JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString());
}
const run = async (sha, hash, request) => {
  const input = `${JSON.stringify(request).slice(0, -1)},"offsetMs":0,"rules":${rules}}`;
  return JSON.parse(await redis.evalsha(sha, 1, `{${hash}}:destination`, input));
};
const origin = { network: 'net', site: 'net', range: 'range' };
const text = (...names) => ({
  schema: { body: { type: 'object', required: names, properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])) } },
});

const app = fastify();
app.post('/api/v1/auth/otp/request', text('phone'), async ({ body }) => {
  const hash = hmac(body.phone).slice(0, 22);
  const [nonce, handle] = [randomBytes(9).toString('base64url'), randomBytes(16).toString('base64url')];
  const challenge = { nonce, handle, purpose: 'sign_in', binding: '', origin, mac: hmac('123456') };
  await run(shas.open, hash, { ...challenge, sealed: 'sealed', callerSupplied: false, channel: 'sms' });
  return { status: 'ok', challenge_id: `${hash}.${nonce}.${handle}`, preview_code: '123456' };
});
app.post('/api/v1/auth/otp/verify', text('challenge_id', 'otp'), async ({ body }) => {
  const [hash, nonce, handle] = body.challenge_id.split('.');
  const candidate = { named: { nonce, handle }, purpose: 'sign_in', binding: '', origin, macs: [hmac(body.otp)] };
  const { outcome } = await run(shas.attempt, hash, { ...candidate, consume: false, attemptId: randomUUID() });
  if (outcome !== 'matched') throw new Error('wrong');
  const sid = randomUUID();
  const family = randomBytes(32).toString('base64url');
  const { rows } = await pool.query({
    ...signIn,
    values: [body.challenge_id, `+1${randomInt(2_000_000_000, 9_000_000_000)}`, sid, family],
  });
  return { access_token: sign(rows[0].id, sid), refresh_token: `${family}.0`, user: rows[0] };
});
app.post('/api/v1/auth/token/refresh', text('refresh_token'), async ({ body }) => {
  const [family, generation] = body.refresh_token.split('.');
  const { rows } = await pool.query({ ...rotate, values: [family, Number(generation)] });
  return { access_token: sign(rows[0].user_id, rows[0].id), refresh_token: `${family}.${rows[0].generation}` };
});
app.get('/api/v1/users/me', async ({ headers }) => {
  const { sub, sid } = verify(headers.authorization.slice(7));
  const { rows } = await pool.query({ ...live, values: [sub, sid] });
  return rows[0];
});
await app.listen({ port: 0, host: '127.0.0.1' });
process.stdout.write(`listens on http://localhost:${app.server.address().port}\n`);
