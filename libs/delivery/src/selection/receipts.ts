import type { Settings } from '@sixdigit/config';
import { Problem } from '@sixdigit/contract';
import type { DeliveryReceipt, DeliveryReceiptParser, ReceiptRequest } from '../provider-kit/delivery-receipt.js';
import type { ProviderKit } from '../provider-kit/provider-kit.js';
import { receiptAddress } from '../provider-kit/receipt-address.js';
import { usedDefinitions } from './provider-selection.js';

/** Receipts of the providers in use. Reading changes nothing: no code is verified and nothing unlocked by it (R171). */
export class Receipts {
  /** By the address that their receipts are posted to. */
  constructor(private readonly parsers: ReadonlyMap<string, DeliveryReceiptParser>) {}

  static async from(settings: Settings, kit: ProviderKit): Promise<Receipts> {
    const found = usedDefinitions(settings).map(async (definition) => {
      const parsers = await definition.receiptParsers(settings, kit);
      return [...parsers].map(([kind, parser]) => [receiptAddress(definition.receiptsPath, kind), parser] as const);
    });
    return new Receipts(new Map((await Promise.all(found)).flat()));
  }

  /** Throws a `Problem`: 404 where no provider in use reports, 403 for what it did not send, 400 for what cannot be read. */
  read(receiptsPath: string, kind: string, request: ReceiptRequest): readonly DeliveryReceipt[] {
    const parser = this.parsers.get(receiptAddress(receiptsPath, kind));
    if (!parser) throw new Problem('not_found');
    if (!parser.isAuthentic(request)) throw new Problem('webhook_refused');
    try {
      return parser.read(request);
    } catch (cause) {
      throw new Problem('request_malformed', {}, { cause });
    }
  }

  /** The text that a provider waits for when it checks the address. Throws a `Problem`: 404 where none does, 403 for what it did not ask. */
  answerAddressCheck(receiptsPath: string, kind: string, request: ReceiptRequest): string {
    const parser = this.parsers.get(receiptAddress(receiptsPath, kind));
    if (!parser?.answerAddressCheck) throw new Problem('not_found');
    const answer = parser.answerAddressCheck(request);
    if (answer === undefined) throw new Problem('webhook_refused');
    return answer;
  }
}
