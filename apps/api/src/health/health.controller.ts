import { Controller, Get, HttpCode, Inject, VERSION_NEUTRAL } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { HealthCheckService, HealthIndicatorService } from '@nestjs/terminus';
import { unavailable } from '@sixdigit/contract';
import { Database } from '@sixdigit/database';
import { Router } from '@sixdigit/delivery';
import { RedisConnection } from '@sixdigit/redis';
import { Problems } from '../docs/problem-responses.js';
import { Public } from '../http/public.js';

@ApiTags('Operation')
@Public()
@Controller({ version: VERSION_NEUTRAL })
export class HealthController {
  constructor(
    @Inject(HealthCheckService) private readonly health: HealthCheckService,
    @Inject(HealthIndicatorService) private readonly indicators: HealthIndicatorService,
    @Inject(Database) private readonly database: Database,
    @Inject(RedisConnection) private readonly redis: RedisConnection,
    @Inject(Router) private readonly router: Router,
  ) {}

  /** Whether the process lives: depends on nothing else, or an outage of a store would restart every instance. */
  @Get('healthz')
  @HttpCode(200)
  @ApiOperation({ operationId: 'healthz', summary: 'Whether the process lives' })
  @ApiOkResponse({ schema: { type: 'object', properties: { status: { type: 'string', example: 'ok' } } } })
  @Problems()
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('readyz')
  @ApiOperation({
    operationId: 'readyz',
    summary: 'Whether it can do its work: database and Redis answer; and which providers are left alone',
  })
  @ApiOkResponse({
    schema: {
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
  @Problems()
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
