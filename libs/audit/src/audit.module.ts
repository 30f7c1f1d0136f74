import { Inject, Logger, Module, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '@sixdigit/config';
import { Database, DatabaseModule } from '@sixdigit/database';
import { Keyring, KeysModule } from '@sixdigit/keys';
import { AuditService } from './audit.service.js';
import { AuditStore } from './audit.store.js';

@Module({
  imports: [DatabaseModule, KeysModule],
  providers: [
    {
      provide: AuditService,
      inject: [Database, Keyring, Clock],
      useFactory: (database: Database, keyring: Keyring, clock: Clock) =>
        new AuditService(new AuditStore(database), keyring, clock, new Logger(AuditService.name)),
    },
  ],
  exports: [AuditService],
})
export class AuditModule implements OnModuleDestroy {
  constructor(@Inject(AuditService) private readonly audit: AuditService) {}

  async onModuleDestroy(): Promise<void> {
    await this.audit.flush();
  }
}
