import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { TerminusModule } from '@nestjs/terminus';
import { AuditModule } from '@sixdigit/audit';
import { AuthModule } from '@sixdigit/auth';
import { ServiceConfig, type Settings, SettingsModule } from '@sixdigit/config';
import { DatabaseModule } from '@sixdigit/database';
import { IdempotencyModule } from '@sixdigit/idempotency';
import { KeysModule } from '@sixdigit/keys';
import { BudgetGuard, LimitsModule, UserBudgetKeys } from '@sixdigit/limits';
import { MessageLogModule } from '@sixdigit/message-log';
import { RedisModule } from '@sixdigit/redis';
import { VerificationModule } from '@sixdigit/sms';
import { TokenModule } from '@sixdigit/token';
import { LoggerModule } from 'nestjs-pino';
import { SmsEventRecorder } from './audit/sms-event-recorder.js';
import { HttpConfig } from './config/http.config.js';
import { AuthGuard } from './http/auth.guard.js';
import { HostGuard } from './http/host.guard.js';
import { type LogSink, loggerParams } from './http/logging.js';
import { ProblemFilter } from './http/problem.filter.js';
import { BodyPipe } from './http/validation.pipe.js';
import { Metrics } from './metrics/metrics.js';
import { PhoneBudgetKeys } from './users/phone-budget-keys.js';

/** The service: its features, its routes, and what happens to every request. */
@Module({})
export class ApiModule {
  static register(settings: Settings, controllers: readonly Type[], logSink?: LogSink): DynamicModule {
    const http = settings.get(HttpConfig);
    const readableLog = settings.get(ServiceConfig).environment === 'development';
    return {
      module: ApiModule,
      imports: [
        SettingsModule.register(settings),
        LoggerModule.forRoot(loggerParams(http.logLevel, readableLog, logSink)),
        TerminusModule.forRoot({ logger: false }),
        AuditModule,
        DatabaseModule,
        RedisModule,
        KeysModule,
        LimitsModule,
        VerificationModule,
        MessageLogModule,
        TokenModule,
        AuthModule,
        IdempotencyModule,
      ],
      controllers: [...controllers],
      providers: [
        Metrics,
        SmsEventRecorder,
        { provide: UserBudgetKeys, useClass: PhoneBudgetKeys },
        // guards, in this order: whom we speak for, how often, who asks
        ...(http.allowedHosts.length > 0 ? [{ provide: APP_GUARD, useClass: HostGuard }] : []),
        { provide: APP_GUARD, useExisting: BudgetGuard },
        { provide: APP_GUARD, useClass: AuthGuard },
        { provide: APP_PIPE, useClass: BodyPipe },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
    };
  }
}
