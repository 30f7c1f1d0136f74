/** The first major version whose scripts can declare what they do (`#!lua`), so that it refuses them before it runs out of memory. */
const majorMin = 7;

/** A Redis that our scripts cannot run on. */
export class RedisOutdated extends Error {
  override readonly name = 'RedisOutdated';

  constructor(version: string) {
    super(`REDIS_URL leads to Redis ${version}, and Redis ${majorMin} or newer is needed.`);
  }
}

/** Throws {@link RedisOutdated} where `INFO server` names an older version. One that names none is believed to be new. */
export function refuseOutdated(info: string): void {
  const [, version = ''] = /^redis_version:(\S+)/m.exec(info) ?? [];
  if (Number.parseInt(version, 10) < majorMin) throw new RedisOutdated(version);
}
