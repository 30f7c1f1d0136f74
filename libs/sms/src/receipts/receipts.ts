import type { Settings } from '@sixdigit/config';
import { Problem } from '@sixdigit/contract';
import { usedRegistrations } from '../strategies/chosen.js';
import type { DeliveryReport, ReceiptReader, ReceiptRequest } from './receipt-reader.js';

/** What the vendors in use report of their messages. Reading changes nothing: no code is verified and nothing unlocked by it (R171). */
export class Receipts {
  private constructor(private readonly readers: ReadonlyMap<string, ReceiptReader>) {}

  static async from(settings: Settings): Promise<Receipts> {
    const readers = new Map<string, ReceiptReader>();
    for (const { name, receipts } of usedRegistrations(settings)) if (receipts) readers.set(name, await receipts(settings));
    return new Receipts(readers);
  }

  /** Throws a `Problem`: 404 for a vendor that is not in use, 403 for what it did not send, 400 for what cannot be read. */
  read(provider: string, request: ReceiptRequest): readonly DeliveryReport[] {
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
