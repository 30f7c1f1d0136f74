import { Controller, Header, Param, Req, VERSION_NEUTRAL } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import { Receipts } from '@sixdigit/delivery';
import { EscalationService } from '@sixdigit/message-log';
import type { FastifyRequest } from 'fastify';
import { Route } from '../http/route.js';
import { Metrics } from '../metrics/metrics.js';

const webhook = { public: true, budgets: ['webhooks'], problems: ['webhook_refused', 'not_found'] } as const;

/**
 * What providers report of their messages, at an address for each provider and kind. Each call is signed, or it changes nothing;
 * none can verify or unlock anything.
 */
@ApiTags('Webhooks')
@Controller({ path: 'webhooks/:provider/:kind', version: VERSION_NEUTRAL })
export class WebhooksController {
  static readonly rootPaths = ['webhooks/{*rest}'];

  constructor(
    private readonly receipts: Receipts,
    private readonly escalation: EscalationService,
    private readonly metrics: Metrics,
  ) {}

  @Route('POST', { operationId: 'providerWebhook', summary: 'Receipts of a provider, of one kind', ...webhook })
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

  @Route('GET', {
    operationId: 'providerWebhookCheck',
    summary: 'A provider checks the address before it posts to it',
    reply: { type: 'string' },
    ...webhook,
  })
  // the text comes from the caller: nothing but text may be made of it
  @Header('content-type', 'text/plain; charset=utf-8')
  @ApiProduces('text/plain')
  check(@Param('provider') provider: string, @Param('kind') kind: string, @Req() { url, headers }: FastifyRequest): string {
    return this.receipts.answerAddressCheck(provider, kind, { path: url, headers, body: '' });
  }
}
