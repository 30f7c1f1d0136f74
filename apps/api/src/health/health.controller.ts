import { Controller, VERSION_NEUTRAL } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { HealthCheckService, HealthIndicatorService } from '@nestjs/terminus';
import { unavailable } from '@sixdigit/contract';
import { Database } from '@sixdigit/database';
import { Router } from '@sixdigit/delivery';
import { RedisConnection } from '@sixdigit/redis';
import { Route } from '../http/route.js';

@ApiTags('Operation')
@Controller({ version: VERSION_NEUTRAL })
export class HealthController {
  static readonly rootPaths = ['healthz', 'readyz'];

  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly database: Database,
    private readonly redis: RedisConnection,
    private readonly router: Router,
  ) {}

  /** Whether the process lives: depends on nothing else, or an outage of a store would restart every instance. */
  @Route('GET healthz', {
    operationId: 'healthz',
    summary: 'Whether the process lives',
    public: true,
    reply: { type: 'object', properties: { status: { type: 'string', example: 'ok' } } },
  })
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Route('GET readyz', {
    operationId: 'readyz',
    summary: 'Whether it can do its work: database and Redis answer; and the circuit breaker of each provider',
    public: true,
    reply: {
      type: 'object',
      properties: {
        status: { type: 'string', example: 'ok' },
        providers: {
          type: 'object',
          description: 'The circuit breaker of each provider in use.',
          additionalProperties: { type: 'string', enum: ['closed', 'half_open', 'open'] },
          example: { twilio: 'closed' },
        },
      },
    },
  })
  async ready(): Promise<{ status: string; providers: Readonly<Record<string, string>> }> {
    try {
      const { status } = await this.health.check([() => this.answers('database', this.database), () => this.answers('redis', this.redis)]);
      return { status, providers: this.router.states };
    } catch (cause) {
      throw unavailable(cause);
    }
  }

  private async answers<Name extends string>(name: Name, part: { ping(): Promise<void> }) {
    const indicator = this.indicators.check(name);
    return part.ping().then(
      () => indicator.up(),
      () => indicator.down(),
    );
  }
}
