import { createSecretKey } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Keyring } from '@sixdigit/keys';
import type { AccessKey, AccessKeys } from './access-key.js';
import { TokenConfig } from './token.config.js';

/** Where the keys of access tokens come from. */
export abstract class AccessKeySource {
  /** How often they may change while the service runs; undefined where only a restart changes them. */
  abstract readonly refreshSeconds: number | undefined;

  abstract load(): Promise<AccessKeys>;
}

/** `JWT_SECRET` as it stands where it is set, else the subkeys of `SECRET_KEY` and of those before it. */
@Injectable()
export class SecretKeySource extends AccessKeySource {
  readonly refreshSeconds = undefined;

  constructor(
    private readonly keyring: Keyring,
    private readonly config: TokenConfig,
  ) {
    super();
  }

  load(): Promise<AccessKeys> {
    const { jwtSecret } = this.config;
    const verifying = jwtSecret
      ? [symmetric('jwt-secret', createSecretKey(Buffer.from(jwtSecret)))]
      : this.keyring.all('access_token').map(({ id, key }) => symmetric(id, key));
    return Promise.resolve({ signing: verifying[0]!, verifying });
  }
}

function symmetric(kid: string, key: AccessKey['key']): AccessKey {
  return { kid, algorithm: 'HS256', key };
}
