import { isSameText } from '@sixdigit/keys';
import {
  type DeliveryReceipt,
  DeliveryReceiptParser,
  type DeliveryStatus,
  type ReceiptRequest,
} from '../../provider-kit/delivery-receipt.js';
import { priceOf } from '../../provider-kit/price.js';
import type { Msg91Config } from './msg91.config.js';
import { msg91DeliveryFault } from './msg91-faults.js';

/** 1 delivered, 2 failed, 9 do-not-disturb, 16 and 25 rejected, 17 blocked (msg91.com/help). */
const statuses: Readonly<Record<string, DeliveryStatus>> = {
  '1': 'delivered',
  '2': 'undelivered',
  '9': 'undelivered',
  '16': 'failed',
  '17': 'undelivered',
  '25': 'failed',
};

/** MSG91 counts what it takes from the account in credits of its own; their worth is a matter of the contract. */
const unit = 'CREDIT';

interface Report {
  readonly requestId?: unknown;
  readonly status?: unknown;
  readonly credit?: unknown;
}

/** Delivery receipts of MSG91, in the format that the account is set to. Nothing signs them: a secret in the address stands for it. */
export class Msg91Receipts extends DeliveryReceiptParser {
  constructor(private readonly config: Msg91Config) {
    super();
  }

  isAuthentic({ path }: ReceiptRequest): boolean {
    const given = new URL(path, 'http://localhost').searchParams.get('token');
    const { webhookToken } = this.config;
    return webhookToken !== undefined && given !== null && isSameText(given, webhookToken);
  }

  read({ body }: ReceiptRequest): readonly DeliveryReceipt[] {
    return this.reportsIn(body).flatMap(reportOf);
  }

  private reportsIn(body: string): readonly Report[] {
    if (this.config.reportFormat === 'v2') {
      const requests = JSON.parse(new URLSearchParams(body).get('data') ?? '[]') as { requestId?: unknown; report?: Report[] }[];
      return requests.flatMap(({ requestId, report = [] }) => report.map((one) => ({ ...one, requestId })));
    }
    const parsed = JSON.parse(body) as Report | Report[];
    return Array.isArray(parsed) ? parsed : [parsed];
  }
}

function reportOf({ requestId, status, credit }: Report): DeliveryReceipt[] {
  const number = String(status);
  const known = statuses[number];
  if (!known || typeof requestId !== 'string' || requestId === '') return [];
  const arrived = known === 'delivered';
  const price = priceOf(credit, unit);
  return [
    {
      provider: 'msg91',
      providerMessageId: requestId,
      status: known,
      ...(arrived ? {} : { fault: msg91DeliveryFault(number), code: number }),
      ...(price ? { price } : {}),
    },
  ];
}
