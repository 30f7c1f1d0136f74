import { Controller, Get, Header, HttpCode, Inject, Param, Post, Req, VERSION_NEUTRAL } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Receipts } from '@sixdigit/delivery';
import { Budget } from '@sixdigit/limits';
import { EscalationService } from '@sixdigit/message-log';
import type { FastifyRequest } from 'fastify';
import { Problems } from '../docs/problem-responses.js';
import { Public } from '../http/public.js';
import { Metrics } from '../metrics/metrics.js';

/**
 * What providers report of their messages, at an address for each provider and kind. Each call is signed, or it changes nothing;
 * none can verify or unlock anything.
 */
@ApiTags('Webhooks')
@Public()
@Controller({ path: 'webhooks/:provider/:kind', version: VERSION_NEUTRAL })
export class WebhooksController {
  constructor(
    @Inject(Receipts) private readonly receipts: Receipts,
    @Inject(EscalationService) private readonly escalation: EscalationService,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  @Post()
  @HttpCode(204)
  @Budget('webhooks')
  @ApiOperation({ operationId: 'providerWebhook', summary: 'Receipts of a provider, of one kind' })
  @ApiNoContentResponse()
  @Problems('webhook_refused', 'request_malformed', 'not_found', 'rate_limited')
  async take(
    @Param('provider') provider: string,
    @Param('kind') kind: string,
    @Req() { url, headers, body }: FastifyRequest,
  ): Promise<void> {
    const text = typeof body === 'string' ? body : '';
    const receipts = this.receipts.read(provider, kind, { path: url, headers, body: text });
    this.metrics.countReceipts(receipts);
    await this.escalation.handleReceipts(receipts);
  }

  @Get()
  // the text comes from the caller: nothing but text may be made of it
  @Header('content-type', 'text/plain; charset=utf-8')
  @Budget('webhooks')
  @ApiOperation({ operationId: 'providerWebhookCheck', summary: 'A provider checks the address before it posts to it' })
  @ApiProduces('text/plain')
  @ApiOkResponse({ schema: { type: 'string' } })
  @Problems('webhook_refused', 'not_found', 'rate_limited')
  check(@Param('provider') provider: string, @Param('kind') kind: string, @Req() { url, headers }: FastifyRequest): string {
    return this.receipts.answerAddressCheck(provider, kind, { path: url, headers, body: '' });
  }
}
