import type { Settings } from '@sixdigit/config';
import { Problem } from '@sixdigit/contract';
import type { DeliveryReceipt, DeliveryReceiptParser, ReceiptRequest } from '../provider-kit/delivery-receipt.js';
import { usedDefinitions } from './provider-selection.js';

/** What the providers in use report of their messages. Reading changes nothing: no code is verified and nothing unlocked by it (R171). */
export class Receipts {
  private constructor(private readonly readers: ReadonlyMap<string, DeliveryReceiptParser>) {}

  static async from(settings: Settings): Promise<Receipts> {
    const readers = new Map<string, DeliveryReceiptParser>();
    for (const { name, receipts } of usedDefinitions(settings)) if (receipts) readers.set(name, await receipts(settings));
    return new Receipts(readers);
  }

  /** Throws a `Problem`: 404 for a provider that is not in use, 403 for what it did not send, 400 for what cannot be read. */
  read(provider: string, request: ReceiptRequest): readonly DeliveryReceipt[] {
    const reader = this.readers.get(provider);
    if (!reader) throw new Problem('not_found');
    if (!reader.isAuthentic(request)) throw new Problem('webhook_refused');
    try {
      return reader.read(request);
    } catch (cause) {
      throw new Problem('request_malformed', {}, { cause });
    }
  }
}
