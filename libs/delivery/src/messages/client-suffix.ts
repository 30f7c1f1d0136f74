import type { MessageClient } from '@sixdigit/contract';

/** What a phone may fill in by itself, and where: from the settings, never from a caller. */
export interface Autofill {
  /** Origins of the product's pages: `https://app.example.com`. The first where a caller names none. */
  readonly origins: readonly string[];
  /** The SMS Retriever hash of each Android app, by the id of the app. */
  readonly androidHashes: ReadonlyMap<string, string>;
}

/** The last line of a message, by which a phone knows whose code it is; empty for clients that are not on the lists. */
export function suffixFor(client: MessageClient | undefined, code: string, autofill: Autofill): string {
  switch (client?.platform) {
    // bound to the origin (WICG sms-one-time-codes): nothing is filled in on a page of another
    case 'web':
      return originLine(client.id === undefined ? autofill.origins[0] : listed(client.id, autofill), code);
    // an app names itself by its bundle, and takes the codes of the domains associated with it
    case 'ios':
      return originLine(client.id?.includes('://') ? listed(client.id, autofill) : autofill.origins[0], code);
    // a hash that a caller chose would hand codes to their own app
    case 'android': {
      const hash = autofill.androidHashes.get(client.id ?? '');
      return hash ? `\n${hash}` : '';
    }
    case undefined:
      return '';
  }
}

/** The origin of the settings that a caller means, however they write it: with a slash at its end, or in capital letters. */
function listed(id: string, { origins }: Autofill): string | undefined {
  const wanted = URL.parse(id.includes('://') ? id : `https://${id}`)?.origin;
  return origins.find((origin) => wanted !== undefined && URL.parse(origin)?.origin === wanted);
}

/** The host in lower case and punycode, as a browser compares it. */
function originLine(origin: string | undefined, code: string): string {
  return origin === undefined ? '' : `\n\n@${new URL(origin).hostname} #${code}`;
}
