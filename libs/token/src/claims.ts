/** The claims of an access token (RFC 9068 §2.2): ids, never a number, a name or an address. */
export interface Claims {
  readonly iss: string;
  readonly aud: string;
  /** The user's id as decimal text. */
  readonly sub: string;
  readonly client_id: string;
  /** The session. */
  readonly sid: string;
  readonly jti: string;
  /** Seconds since 1970, as all times here. */
  readonly iat: number;
  readonly nbf: number;
  readonly exp: number;
  /** The authentication itself; refreshing does not move it. */
  readonly auth_time: number;
  /** RFC 8176: `otp`, and the channel it came over. */
  readonly amr: readonly string[];
  readonly acr: string;
}

const texts = ['iss', 'aud', 'sub', 'client_id', 'sid', 'jti', 'acr'] as const;
const times = ['iat', 'nbf', 'exp', 'auth_time'] as const;

/** Whether every claim is there and of its type. */
export function areClaims(value: unknown): value is Claims {
  if (typeof value !== 'object' || value === null) return false;
  const claims = value as Record<string, unknown>;
  return (
    texts.every((name) => typeof claims[name] === 'string' && claims[name] !== '') &&
    times.every((name) => Number.isSafeInteger(claims[name]) && (claims[name] as number) > 0) &&
    Array.isArray(claims['amr']) &&
    claims['amr'].every((method) => typeof method === 'string')
  );
}
