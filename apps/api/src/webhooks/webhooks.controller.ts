import { Controller, HttpCode, Inject, Post, Req, VERSION_NEUTRAL } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Receipts } from '@sixdigit/delivery';
import { Budget } from '@sixdigit/limits';
import { EscalationService } from '@sixdigit/message-log';
import type { FastifyRequest } from 'fastify';
import { Problems } from '../docs/problem-responses.js';
import { Public } from '../http/public.js';
import { Metrics } from '../metrics/metrics.js';

/** What providers report of their messages. Each call is signed, or it changes nothing; none can verify or unlock anything. */
@ApiTags('Webhooks')
@Public()
@Controller({ path: 'webhooks', version: VERSION_NEUTRAL })
export class WebhooksController {
  constructor(
    @Inject(Receipts) private readonly receipts: Receipts,
    @Inject(EscalationService) private readonly escalation: EscalationService,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  @Post('twilio/message-status')
  @HttpCode(204)
  @Budget('webhooks')
  @ApiOperation({ operationId: 'twilioMessageStatus', summary: 'Status callbacks of Twilio Messaging and Voice' })
  @ApiNoContentResponse()
  @Problems('webhook_refused', 'request_malformed', 'not_found', 'rate_limited')
  twilioMessageStatus(@Req() request: FastifyRequest): Promise<void> {
    return this.take('twilio', request);
  }

  @Post('twilio/verify-events')
  @HttpCode(204)
  @Budget('webhooks')
  @ApiOperation({ operationId: 'twilioVerifyEvents', summary: 'Event Streams of Twilio Verify' })
  @ApiNoContentResponse()
  @Problems('webhook_refused', 'request_malformed', 'not_found', 'rate_limited')
  twilioVerifyEvents(@Req() request: FastifyRequest): Promise<void> {
    return this.take('twilio-verify', request);
  }

  @Post('msg91/delivery')
  @HttpCode(204)
  @Budget('webhooks')
  @ApiOperation({ operationId: 'msg91Delivery', summary: 'Delivery reports of MSG91' })
  @ApiNoContentResponse()
  @Problems('webhook_refused', 'request_malformed', 'not_found', 'rate_limited')
  msg91Delivery(@Req() request: FastifyRequest): Promise<void> {
    return this.take('msg91', request);
  }

  private async take(provider: string, { url, headers, body }: FastifyRequest): Promise<void> {
    const text = typeof body === 'string' ? body : '';
    const receipts = this.receipts.read(provider, { path: url, headers, body: text });
    this.metrics.countReceipts(receipts);
    await this.escalation.handleReceipts(receipts);
  }
}
