/** The claims of an access token (RFC 9068 §2.2): ids, never a number, a name or an address. */
export interface AccessClaims {
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
  /** RFC 8176: how the user proved themselves. */
  readonly amr: readonly string[];
  readonly acr: string;
  /** RFC 9068 §2.2.3.1; one role. */
  readonly roles: readonly string[];
}

const texts = ['iss', 'aud', 'client_id', 'jti', 'acr'] as const;
const times = ['iat', 'nbf', 'exp', 'auth_time'] as const;
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const decimal = /^[1-9]\d{0,15}$/;

/**
 * Whether every claim is there and of its type. `sub` and `sid` go into SQL, so one that no column could hold is refused
 * here, and is not an error of the database.
 */
export function areAccessClaims(value: unknown): value is AccessClaims {
  if (typeof value !== 'object' || value === null) return false;
  const claims = value as Record<string, unknown>;
  return (
    texts.every((name) => typeof claims[name] === 'string' && claims[name] !== '') &&
    times.every((name) => Number.isSafeInteger(claims[name]) && (claims[name] as number) > 0) &&
    isText(claims['sub'], decimal) &&
    Number.isSafeInteger(Number(claims['sub'])) &&
    isText(claims['sid'], uuid) &&
    areWords(claims['amr']) &&
    areWords(claims['roles'])
  );
}

function isText(value: unknown, pattern: RegExp): boolean {
  return typeof value === 'string' && pattern.test(value);
}

function areWords(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every((word) => typeof word === 'string' && word !== '');
}
