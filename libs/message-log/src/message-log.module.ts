import { Inject, Logger, Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '@sixdigit/config';
import { Database, DatabaseModule } from '@sixdigit/database';
import { Router } from '@sixdigit/delivery';
import { KeysModule } from '@sixdigit/keys';
import { SmsModule, VerificationService } from '@sixdigit/sms';
import { EscalationService } from './escalation.service.js';
import { MessageStore } from './message.store.js';
import { MessageLogConfig } from './message-log.config.js';
import { MessageLog } from './message-log.service.js';
import { MessageRecorder } from './message-recorder.js';

const hourMs = 3_600_000;

@Module({
  imports: [DatabaseModule, KeysModule, SmsModule],
  providers: [
    MessageRecorder,
    {
      provide: MessageLog,
      inject: [Database, Clock],
      useFactory: (database: Database, clock: Clock) =>
        new MessageLog(new MessageStore(database, clock), clock, new Logger(MessageLog.name)),
    },
    {
      provide: EscalationService,
      inject: [MessageLog, VerificationService, Router, MessageLogConfig],
      useFactory: (log: MessageLog, verification: VerificationService, router: Router, config: MessageLogConfig) =>
        new EscalationService(log, verification, router, config),
    },
  ],
  exports: [EscalationService, MessageLog],
})
export class MessageLogModule implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(MessageLogModule.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(MessageLog) private readonly log: MessageLog,
    @Inject(MessageLogConfig) private readonly config: MessageLogConfig,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.log
        .forget(this.config.retentionDays)
        .catch((error: unknown) => this.logger.warn({ err: error }, 'old messages wait for the database'));
    }, hourMs).unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.log.flush();
  }
}
