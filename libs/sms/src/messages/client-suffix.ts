import type { MessageClient } from '@sixdigit/contract';

/** What a phone may fill in by itself, and where: from the settings, never from a caller. */
export interface Autofill {
  /** Origins of the product's pages: `https://app.example.com`. The first where a caller names none. */
  readonly origins: readonly string[];
  /** The SMS Retriever hash of each Android app, by the id of the app. */
  readonly androidHashes: ReadonlyMap<string, string>;
}

/** The last line of a message, by which a phone knows whose code it is; empty for whoever is not on the lists. */
export function suffixFor(client: MessageClient | undefined, code: string, autofill: Autofill): string {
  switch (client?.platform) {
    // bound to the origin (WICG sms-one-time-codes): nothing is filled in on a page of another
    case 'web':
    case 'ios':
      return originLine(client.id, code, autofill.origins);
    // a hash that a caller chose would hand codes to his own app
    case 'android': {
      const hash = autofill.androidHashes.get(client.id ?? '');
      return hash ? `\n${hash}` : '';
    }
    case undefined:
      return '';
  }
}

function originLine(id: string | undefined, code: string, origins: readonly string[]): string {
  const origin = origins.find((known) => known === id) ?? (id === undefined || !id.includes('://') ? origins[0] : undefined);
  return origin ? `\n\n@${new URL(origin).hostname} #${code}` : '';
}
