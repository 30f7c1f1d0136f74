import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { TerminusModule } from '@nestjs/terminus';
import { AuditModule } from '@sixdigit/audit';
import { AuthModule } from '@sixdigit/auth';
import { ServiceConfig, type Settings, SettingsModule } from '@sixdigit/config';
import { DatabaseModule } from '@sixdigit/database';
import { selectionOf } from '@sixdigit/delivery';
import { IdempotencyModule } from '@sixdigit/idempotency';
import { BudgetGuard, LimitsModule } from '@sixdigit/limits';
import { MessageLogModule } from '@sixdigit/message-log';
import { RedisModule } from '@sixdigit/redis';
import { SmsModule } from '@sixdigit/sms';
import { TokenModule } from '@sixdigit/token';
import { LoggerModule } from 'nestjs-pino';
import { SmsEventRecorder } from './audit/sms-event-recorder.js';
import { OtpController } from './auth/otp.controller.js';
import { SessionController } from './auth/session.controller.js';
import { HttpConfig } from './config/http.config.js';
import { ContractOtpController } from './contracts/a-b/contract-otp.controller.js';
import { InboxController } from './dev/inbox.controller.js';
import { HealthController } from './health/health.controller.js';
import { AuthGuard } from './http/auth.guard.js';
import { HostGuard } from './http/host.guard.js';
import { type LogSink, loggerParams } from './http/logging.js';
import { ProblemFilter } from './http/problem.filter.js';
import { BodyPipe } from './http/validation.pipe.js';
import { MetricsController } from './metrics/metrics.controller.js';
import { Metrics } from './metrics/metrics.js';
import { MeController } from './users/me.controller.js';
import { WebhooksController } from './webhooks/webhooks.controller.js';

/** The service: its features, its routes, and what happens to every request. */
@Module({})
export class ApiModule {
  static register(settings: Settings, logSink?: LogSink): DynamicModule {
    const choice = selectionOf(settings);
    const showsInbox = 'used' in choice && choice.used.includes('development');
    const readableLog = settings.get(ServiceConfig).environment === 'development';
    return {
      module: ApiModule,
      imports: [
        SettingsModule.register(settings),
        LoggerModule.forRoot(loggerParams(settings.get(HttpConfig).logLevel, readableLog, logSink)),
        TerminusModule.forRoot({ logger: false }),
        AuditModule,
        DatabaseModule,
        RedisModule,
        LimitsModule,
        SmsModule,
        MessageLogModule,
        TokenModule,
        AuthModule,
        IdempotencyModule,
      ],
      controllers: [
        OtpController,
        ContractOtpController,
        SessionController,
        MeController,
        WebhooksController,
        HealthController,
        MetricsController,
        ...(showsInbox ? [InboxController] : []),
      ],
      providers: [
        Metrics,
        SmsEventRecorder,
        // guards, in this order: whom we speak for, how often, who asks
        { provide: APP_GUARD, useClass: HostGuard },
        { provide: APP_GUARD, useExisting: BudgetGuard },
        { provide: APP_GUARD, useClass: AuthGuard },
        { provide: APP_PIPE, useClass: BodyPipe },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
    };
  }
}
