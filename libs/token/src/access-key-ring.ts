import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { AccessKeys } from './access-key.js';
import { AccessKeySource } from './access-key-source.js';

/**
 * The keys in force. What it hands out is a snapshot, so that signing and verifying wait for nothing; the next one is fetched
 * in the background. Keys that cannot be fetched leave the last ones in force.
 */
@Injectable()
export class AccessKeyRing implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(AccessKeyRing.name);
  /** The same object until the keys change; there from the start on, which fails without them. */
  snapshot: AccessKeys;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly source: AccessKeySource) {}

  /** A service without keys does not start. */
  async onModuleInit(): Promise<void> {
    await this.load();
    const { refreshSeconds } = this.source;
    if (refreshSeconds !== undefined) this.timer = setInterval(() => void this.refresh(), refreshSeconds * 1000).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** Fetches the keys again. Never throws. */
  async refresh(): Promise<void> {
    try {
      await this.load();
    } catch (error) {
      this.logger.warn({ err: error }, 'the keys of access tokens were not refreshed; the last ones stay in force');
    }
  }

  private async load(): Promise<void> {
    const { signing, verifying } = await this.source.load();
    this.snapshot = Object.freeze({ signing, verifying: Object.freeze([...verifying]) });
  }
}
