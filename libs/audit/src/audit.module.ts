import { Inject, Logger, Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '@sixdigit/contract';
import { Database, DatabaseModule } from '@sixdigit/database';
import { Keyring, KeysModule } from '@sixdigit/keys';
import { AuditConfig } from './audit.config.js';
import { AuditService } from './audit.service.js';
import { AuditStore } from './audit.store.js';
import { MessageStore } from './message.store.js';
import { MessageTimeline } from './message-timeline.service.js';

const hourMs = 3_600_000;

@Module({
  imports: [DatabaseModule, KeysModule],
  providers: [
    {
      provide: AuditService,
      inject: [Database, Keyring, Clock],
      useFactory: (database: Database, keyring: Keyring, clock: Clock) =>
        new AuditService(new AuditStore(database), keyring, clock, new Logger(AuditService.name)),
    },
    {
      provide: MessageTimeline,
      inject: [Database, Clock],
      useFactory: (database: Database, clock: Clock) =>
        new MessageTimeline(new MessageStore(database, clock), clock, new Logger(MessageTimeline.name)),
    },
  ],
  exports: [AuditService, MessageTimeline],
})
export class AuditModule implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(AuditModule.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(AuditService) private readonly audit: AuditService,
    @Inject(MessageTimeline) private readonly timeline: MessageTimeline,
    @Inject(AuditConfig) private readonly config: AuditConfig,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.timeline
        .forget(this.config.messageDays)
        .catch((error: unknown) => this.logger.warn({ err: error }, 'old messages wait for the database'));
    }, hourMs).unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await Promise.all([this.audit.flush(), this.timeline.flush()]);
  }
}
