import { Controller, Get, Headers, Inject, Res, VERSION_NEUTRAL } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Problem } from '@sixdigit/contract';
import { isSameText } from '@sixdigit/keys';
import type { FastifyReply } from 'fastify';
import { HttpConfig } from '../config/http.config.js';
import { Problems } from '../docs/problem-responses.js';
import { bearerToken } from '../http/bearer.js';
import { Public } from '../http/public.js';
import { Metrics } from './metrics.js';

/** For Prometheus, with a token of its own; not there without one. */
@ApiTags('Operation')
@Public()
@Controller({ path: 'metrics', version: VERSION_NEUTRAL })
export class MetricsController {
  constructor(
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(HttpConfig) private readonly config: HttpConfig,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'metrics', summary: 'Figures for Prometheus; the bearer is `METRICS_TOKEN`' })
  @ApiProduces('text/plain')
  @ApiOkResponse({ schema: { type: 'string', example: 'sixdigit_provider_breaker{provider="twilio"} 0' } })
  @Problems('not_found', 'token_required', 'token_invalid')
  async read(@Headers('authorization') authorization: string | undefined, @Res() reply: FastifyReply): Promise<void> {
    const { metricsToken } = this.config;
    if (metricsToken === undefined) throw new Problem('not_found');
    const given = bearerToken(authorization);
    if (given === undefined) throw new Problem('token_required');
    if (!isSameText(given, metricsToken)) throw new Problem('token_invalid');
    void reply.type(this.metrics.contentType).send(await this.metrics.text());
  }
}
