import { Module } from '@nestjs/common';
import { DatabaseModule } from '@sixdigit/database';
import { KeysModule } from '@sixdigit/keys';
import { VerificationModule } from '@sixdigit/sms';
import { EscalationService } from './escalation.service.js';
import { MessageStore } from './message.store.js';
import { MessageHistoryStore } from './message-history.store.js';
import { MessageHistoryReader } from './message-history-reader.js';
import { MessageLog } from './message-log.service.js';
import { MessageRecorder } from './message-recorder.js';
import { MessageRetention } from './message-retention.js';

@Module({
  imports: [DatabaseModule, KeysModule, VerificationModule],
  providers: [EscalationService, MessageHistoryReader, MessageHistoryStore, MessageLog, MessageRecorder, MessageRetention, MessageStore],
  exports: [EscalationService, MessageHistoryReader, MessageLog],
})
export class MessageLogModule {}
