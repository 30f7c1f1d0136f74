import { describe, expect, it } from '@jest/globals';
import { RedisOutdated, refuseOutdated } from './redis-outdated.js';

const info = (version: string) => `# Server\r\nredis_version:${version}\r\nredis_mode:standalone\r\n`;

describe('the version of Redis', () => {
  it.each(['7.0.0', '7.2.4', '8.0.1', '10.1.0'])('%s is taken', (version) => {
    expect(() => refuseOutdated(info(version))).not.toThrow();
  });

  it.each(['6.2.14', '5.0.7', '2.8.0'])('%s is refused by name', (version) => {
    expect(() => refuseOutdated(info(version))).toThrow(new RedisOutdated(version));
  });

  it('is believed where a server does not say it', () => {
    expect(() => refuseOutdated('# Server\r\nserver_name:another\r\n')).not.toThrow();
  });
});
