import { Controller, Headers, Res, VERSION_NEUTRAL } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import { Problem } from '@sixdigit/contract';
import { isSameText } from '@sixdigit/keys';
import type { FastifyReply } from 'fastify';
import { HttpConfig } from '../config/http.config.js';
import { bearerToken } from '../http/bearer.js';
import { Route } from '../http/route.js';
import { Metrics } from './metrics.js';

/** For Prometheus, with a token of its own; not there without one. */
@ApiTags('Operation')
@Controller({ path: 'metrics', version: VERSION_NEUTRAL })
export class MetricsController {
  static readonly rootPaths = ['metrics'];

  constructor(
    private readonly metrics: Metrics,
    private readonly config: HttpConfig,
  ) {}

  @Route('GET', {
    operationId: 'metrics',
    summary: 'Figures for Prometheus; the bearer is `METRICS_TOKEN`',
    public: true,
    reply: { type: 'string', example: 'sixdigit_provider_breaker{provider="twilio"} 0' },
    problems: ['not_found', 'token_required', 'token_invalid'],
  })
  @ApiProduces('text/plain')
  async read(@Headers('authorization') authorization: string | undefined, @Res() reply: FastifyReply): Promise<void> {
    const { metricsToken } = this.config;
    if (metricsToken === undefined) throw new Problem('not_found');
    const given = bearerToken(authorization);
    if (given === undefined) throw new Problem('token_required');
    if (!isSameText(given, metricsToken)) throw new Problem('token_invalid');
    void reply.type(this.metrics.contentType).send(await this.metrics.text());
  }
}
