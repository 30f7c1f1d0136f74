import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { TerminusModule } from '@nestjs/terminus';
import { AuditModule, AuditService, MessageTimeline } from '@sixdigit/audit';
import { AuthModule } from '@sixdigit/auth';
import { ServiceConfig, type Settings, SettingsModule } from '@sixdigit/config';
import { DatabaseModule } from '@sixdigit/database';
import { BudgetGuard, LimitsModule } from '@sixdigit/limits';
import { RedisModule } from '@sixdigit/redis';
import { choiceOf, Router, SmsConfig, SmsEvents, SmsModule, VerificationService } from '@sixdigit/sms';
import { TokenModule } from '@sixdigit/token';
import { LoggerModule } from 'nestjs-pino';
import { ContractOtpController } from './auth/contract-otp.controller.js';
import { OtpController } from './auth/otp.controller.js';
import { SessionController } from './auth/session.controller.js';
import { HttpConfig } from './config/http.config.js';
import { InboxController } from './dev/inbox.controller.js';
import { HealthController } from './health/health.controller.js';
import { AuthGuard } from './http/auth.guard.js';
import { HostGuard } from './http/host.guard.js';
import { type LogSink, loggerParams } from './http/logging.js';
import { ProblemFilter } from './http/problem.filter.js';
import { BodyPipe } from './http/validation.pipe.js';
import { IdempotencyModule } from './idempotency/idempotency.module.js';
import { Escalation } from './messages/escalation.js';
import { SmsTrail } from './messages/sms-trail.js';
import { MetricsController } from './metrics/metrics.controller.js';
import { Metrics } from './metrics/metrics.js';
import { MeController } from './users/me.controller.js';
import { WebhooksController } from './webhooks/webhooks.controller.js';

/** What `sms` tells the outside, bound to the audit trail and the timelines. */
@Global()
@Module({
  imports: [AuditModule],
  providers: [
    {
      provide: SmsEvents,
      inject: [AuditService, MessageTimeline],
      useFactory: (audit: AuditService, timeline: MessageTimeline) => new SmsTrail(audit, timeline),
    },
  ],
  exports: [SmsEvents],
})
class SmsEventsModule {}

/** The service: its features, its routes, and what happens to every request. */
@Module({})
export class ApiModule {
  static register(settings: Settings, logSink?: LogSink): DynamicModule {
    const choice = choiceOf(settings);
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
        SmsEventsModule,
        SmsModule,
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
        {
          provide: Escalation,
          inject: [MessageTimeline, VerificationService, Router, SmsConfig, Metrics],
          useFactory: (timeline: MessageTimeline, verification: VerificationService, router: Router, config: SmsConfig, metrics: Metrics) =>
            new Escalation(timeline, verification, router, config, metrics),
        },
        {
          provide: Metrics,
          inject: [Router, SmsEvents],
          useFactory: (router: Router, trail: SmsTrail) => {
            const metrics = new Metrics(router);
            trail.countWith(metrics);
            return metrics;
          },
        },
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
