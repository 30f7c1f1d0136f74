import { Module } from '@nestjs/common';
import { DatabaseModule } from '@sixdigit/database';
import { KeysModule } from '@sixdigit/keys';
import { AuditService } from './audit.service.js';
import { AuditStore } from './audit.store.js';

@Module({
  imports: [DatabaseModule, KeysModule],
  providers: [AuditService, AuditStore],
  exports: [AuditService],
})
export class AuditModule {}
