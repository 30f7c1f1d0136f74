import { Injectable } from '@nestjs/common';
import { Keyring, phoneHash } from '@sixdigit/keys';
import type { HistoryPage, PageRequest } from './message-history.js';
import { MessageHistoryStore } from './message-history.store.js';

/** Whose messages: to a number (E.164) or an address, of one request (`X-Request-Id`), of one challenge. */
export type HistoryQuery = { readonly to: string } | { readonly requestId: string } | { readonly challengeId: string };

/** Reads what became of messages. Numbers are kept as keyed hashes, which are made here: of every key that is still listed. */
@Injectable()
export class MessageHistoryReader {
  constructor(
    private readonly store: MessageHistoryStore,
    private readonly keyring: Keyring,
  ) {}

  read(of: HistoryQuery, page: PageRequest): Promise<HistoryPage> {
    return this.store.page('to' in of ? { phoneHashes: this.hashesOf(of.to) } : of, page);
  }

  private hashesOf(to: string): string[] {
    return this.keyring.all('audit_phone').map((subkey) => phoneHash(to, subkey));
  }
}
