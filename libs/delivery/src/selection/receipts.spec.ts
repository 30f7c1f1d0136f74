import { describe, expect, it } from '@jest/globals';
import { type DeliveryReceipt, DeliveryReceiptParser, type ReceiptRequest } from '../provider-kit/delivery-receipt.js';
import { Receipts } from './receipts.js';

const receipt: DeliveryReceipt = { provider: 'meta', providerMessageId: 'wamid.1', status: 'delivered' };

/** A provider that checks the address with a token, as the Graph API does, and signs with a header. */
class CheckingParser extends DeliveryReceiptParser {
  isAuthentic({ headers }: ReceiptRequest): boolean {
    return headers['x-signature'] === 'good';
  }

  read({ body }: ReceiptRequest): readonly DeliveryReceipt[] {
    return [{ ...receipt, ...(JSON.parse(body) as object) }];
  }

  override answerAddressCheck({ path }: ReceiptRequest): string | undefined {
    const query = new URL(path, 'http://localhost').searchParams;
    return query.get('token') === 'right' ? (query.get('challenge') ?? undefined) : undefined;
  }
}

class SilentParser extends DeliveryReceiptParser {
  isAuthentic(): boolean {
    return true;
  }

  read(): readonly DeliveryReceipt[] {
    return [];
  }
}

const receipts = new Receipts(
  new Map<string, DeliveryReceiptParser>([
    ['/webhooks/meta/statuses', new CheckingParser()],
    ['/webhooks/quiet/reports', new SilentParser()],
  ]),
);
const signed = (body: string): ReceiptRequest => ({ path: '/', headers: { 'x-signature': 'good' }, body });
const asked = (query: string): ReceiptRequest => ({ path: `/webhooks/meta/statuses?${query}`, headers: {}, body: '' });

describe('receipts', () => {
  it('are read by the parser of their provider and kind', () => {
    expect(receipts.read('meta', 'statuses', signed('{"status":"read"}'))).toEqual([{ ...receipt, status: 'read' }]);
  });

  it.each([
    ['of a provider that is not in use are not found', 'plivo', 'statuses', signed('{}'), 'not_found'],
    ['of another kind are not found', 'meta', 'calls', signed('{}'), 'not_found'],
    ['that the provider did not sign are refused', 'meta', 'statuses', { ...signed('{}'), headers: {} }, 'webhook_refused'],
    ['that cannot be read are malformed', 'meta', 'statuses', signed('{'), 'request_malformed'],
  ])('%s', (_, provider, kind, request, code) => {
    expect(() => receipts.read(provider, kind, request)).toThrow(expect.objectContaining({ code }));
  });
});

describe('the check of an address', () => {
  it('is answered with the text that the provider waits for', () => {
    expect(receipts.answerAddressCheck('meta', 'statuses', asked('token=right&challenge=1158201444'))).toBe('1158201444');
  });

  it('is refused with another token, and is not there for a provider that checks none', () => {
    const check = (provider: string, kind: string, query: string) => () => receipts.answerAddressCheck(provider, kind, asked(query));
    expect(check('meta', 'statuses', 'token=wrong&challenge=1')).toThrow(expect.objectContaining({ code: 'webhook_refused' }));
    expect(check('quiet', 'reports', 'token=right&challenge=1')).toThrow(expect.objectContaining({ code: 'not_found' }));
    expect(check('plivo', 'reports', 'token=right&challenge=1')).toThrow(expect.objectContaining({ code: 'not_found' }));
  });
});
