import type { Clock } from '@sixdigit/config';
import type { RedisConnection, Script } from '@sixdigit/redis';

/** Keeps a text under a name for a while. */
export abstract class IdempotencyStore {
  /** The text that is there; where there is none, undefined, and `text` is there from now on. One step: of parallel callers one is first. */
  abstract begin(name: string, text: string, lifetimeMs: number): Promise<string | undefined>;

  abstract keep(name: string, text: string, lifetimeMs: number): Promise<void>;

  abstract drop(name: string): Promise<void>;
}

/** KEYS: one. ARGV: clock offset in ms, text, lifetime in ms. Kept as `<time of its end> <text>`, for clocks that tests move. */
const common = `
local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000) + tonumber(ARGV[1])
local function keep()
  redis.call('SET', KEYS[1], string.format('%.0f', now + tonumber(ARGV[3])) .. ' ' .. ARGV[2], 'PX', ARGV[3])
end
`;

const begin: Script = {
  name: 'idempotency-begin',
  lua: `${common}
local found = redis.call('GET', KEYS[1])
if found then
  local space = string.find(found, ' ')
  if tonumber(string.sub(found, 1, space - 1)) > now then return string.sub(found, space + 1) end
end
keep()
return false
`,
};

const keep: Script = { name: 'idempotency-keep', lua: `${common}keep()` };

const drop: Script = { name: 'idempotency-drop', lua: `redis.call('DEL', KEYS[1])` };

export class RedisIdempotencyStore extends IdempotencyStore {
  constructor(
    private readonly redis: RedisConnection,
    private readonly clock: Clock,
  ) {
    super();
  }

  async begin(name: string, text: string, lifetimeMs: number): Promise<string | undefined> {
    return (await this.redis.run<string | null>(begin, keysOf(name), [this.clock.offsetMs, text, lifetimeMs])) ?? undefined;
  }

  async keep(name: string, text: string, lifetimeMs: number): Promise<void> {
    await this.redis.run(keep, keysOf(name), [this.clock.offsetMs, text, lifetimeMs]);
  }

  async drop(name: string): Promise<void> {
    await this.redis.run(drop, keysOf(name), []);
  }
}

function keysOf(name: string): string[] {
  return [`idempotency:${name}`];
}

/** Replies kept by one process, some 10 MB; then the oldest goes. */
const keptMax = 10_000;

/** Of a single machine, in memory. */
export class MemoryIdempotencyStore extends IdempotencyStore {
  private readonly kept = new Map<string, { readonly text: string; readonly untilMs: number }>();

  constructor(private readonly clock: Clock) {
    super();
  }

  async begin(name: string, text: string, lifetimeMs: number): Promise<string | undefined> {
    const found = this.kept.get(name);
    if (found && found.untilMs > this.clock.now()) return found.text;
    await this.keep(name, text, lifetimeMs);
    return undefined;
  }

  async keep(name: string, text: string, lifetimeMs: number): Promise<void> {
    this.kept.delete(name);
    this.kept.set(name, { text, untilMs: this.clock.now() + lifetimeMs });
    const [oldest] = this.kept.keys();
    if (this.kept.size > keptMax && oldest !== undefined) this.kept.delete(oldest);
  }

  async drop(name: string): Promise<void> {
    this.kept.delete(name);
  }
}
