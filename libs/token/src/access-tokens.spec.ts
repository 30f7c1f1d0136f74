import { createPublicKey, createSecretKey, generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { JwtService } from '@nestjs/jwt';
import { ServiceConfig } from '@sixdigit/config';
import type { AccessKey, AccessKeys } from './access-key.js';
import { AccessKeyRing } from './access-key-ring.js';
import { AccessKeySource } from './access-key-source.js';
import { AccessTokens } from './access-tokens.js';

/** A source whose keys a test changes. */
class ChangingSource extends AccessKeySource {
  readonly refreshSeconds = undefined;
  isAway = false;

  constructor(public keys: AccessKeys) {
    super();
  }

  load(): Promise<AccessKeys> {
    return this.isAway ? Promise.reject(new Error('away, as planned')) : Promise.resolve(this.keys);
  }
}

const secretKey = (kid: string): AccessKey => ({ kid, algorithm: 'HS256', key: createSecretKey(randomBytes(32)) });

function curveKey(kid: string): { signing: AccessKey; verifying: AccessKey } {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const of = (key: AccessKey['key']): AccessKey => ({ kid, algorithm: 'ES256', key });
  return { signing: of(privateKey), verifying: of(createPublicKey(privateKey)) };
}

async function service(keys: AccessKeys) {
  const source = new ChangingSource(keys);
  const ring = new AccessKeyRing(source);
  await ring.onModuleInit();
  return { source, ring, tokens: new AccessTokens(new JwtService({}), ring, new ServiceConfig()) };
}

const nowMs = Date.now();
const claims = () => {
  const seconds = Math.floor(nowMs / 1000);
  const times = { iat: seconds, nbf: seconds, exp: seconds + 900, auth_time: seconds };
  return {
    sub: '1',
    client_id: 'first-party',
    sid: randomUUID(),
    jti: 'j',
    ...times,
    amr: ['otp', 'sms'],
    acr: 'aal1',
    roles: ['consumer'],
  };
};

describe('access tokens', () => {
  it.each([
    ['HS256', { signing: secretKey('a') }],
    ['ES256', curveKey('b')],
  ])('signed with %s are accepted by the key that only verifies', async (algorithm, { signing, ...half }) => {
    const verifying = 'verifying' in half ? half.verifying : signing;
    const { tokens } = await service({ signing, verifying: [verifying] });
    const token = tokens.sign(claims());
    expect(JSON.parse(Buffer.from(token.split('.')[0]!, 'base64url').toString())).toEqual({
      alg: algorithm,
      typ: 'at+jwt',
      kid: signing.kid,
    });
    expect(tokens.verify(token, nowMs)).toMatchObject({ sub: '1', roles: ['consumer'] });
  });

  it('of a former key are accepted as long as it is listed, whatever its algorithm', async () => {
    const [former, present] = [secretKey('former'), curveKey('present')];
    const { source, ring, tokens } = await service({ signing: former, verifying: [former] });
    const old = tokens.sign(claims());
    source.keys = { signing: present.signing, verifying: [present.verifying, former] };
    await ring.refresh();
    expect(tokens.verify(old, nowMs).sub).toBe('1');
    expect(tokens.verify(tokens.sign(claims()), nowMs).sub).toBe('1');
    source.keys = { signing: present.signing, verifying: [present.verifying] };
    await ring.refresh();
    expect(() => tokens.verify(old, nowMs)).toThrow('token_invalid');
  });

  it('of a key are refused under the name of another', async () => {
    const [a, b] = [secretKey('a'), secretKey('b')];
    const { tokens } = await service({ signing: a, verifying: [a, b] });
    const [, payload, signature] = tokens.sign(claims()).split('.');
    const header = Buffer.from(JSON.stringify({ alg: 'HS256', typ: 'at+jwt', kid: 'b' })).toString('base64url');
    expect(() => tokens.verify(`${header}.${payload}.${signature}`, nowMs)).toThrow('token_invalid');
  });

  it('are not accepted with the public key taken for the secret of HS256 (T54)', async () => {
    const { signing, verifying } = curveKey('c');
    const { tokens } = await service({ signing, verifying: [verifying] });
    const secret = createSecretKey(verifying.key.export({ type: 'spki', format: 'der' }));
    const { tokens: forger } = await service({ signing: { kid: 'c', algorithm: 'HS256', key: secret }, verifying: [] });
    expect(() => tokens.verify(forger.sign(claims()), nowMs)).toThrow('token_invalid');
  });
});

describe('the ring of keys', () => {
  it('hands out one frozen snapshot until the keys change', async () => {
    const key = secretKey('a');
    const { ring, source } = await service({ signing: key, verifying: [key] });
    const held = ring.snapshot;
    expect(ring.snapshot).toBe(held);
    expect(() => (held.verifying as AccessKey[]).push(secretKey('evil'))).toThrow(TypeError);
    source.keys = { signing: secretKey('b'), verifying: [] };
    await ring.refresh();
    expect(held.signing).toBe(key);
    expect(ring.snapshot.signing.kid).toBe('b');
  });

  it('keeps the last keys in force while the next cannot be fetched', async () => {
    const key = secretKey('a');
    const { ring, source } = await service({ signing: key, verifying: [key] });
    source.isAway = true;
    await ring.refresh();
    expect(ring.snapshot.signing).toBe(key);
  });

  it('refuses to start without keys', async () => {
    const source = new ChangingSource({ signing: secretKey('a'), verifying: [] });
    source.isAway = true;
    await expect(new AccessKeyRing(source).onModuleInit()).rejects.toThrow('away');
  });
});
