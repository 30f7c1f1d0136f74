import type { Clock } from '@sixdigit/config';
import type { Inbox } from '@sixdigit/inbox';
import type { RequestHandler } from 'express';
import type { Deliveries } from './deliveries.js';
import type { Callbacks } from './http/callbacks.js';
import type { ErrorFault } from './http/faults.js';

/** Variables of the service. */
export type Variables = Readonly<Record<string, string>>;

/** Something that a provider's published interface does not allow. Holds no value, so that it can be shown. */
export interface Violation {
  /** A response is the sandbox's own mistake. */
  readonly of: 'request' | 'response';
  readonly method: string;
  readonly path: string;
  readonly messages: readonly string[];
}

/** What the sandbox gives to each fake. */
export interface FakeParts {
  readonly inbox: Inbox;
  readonly clock: Clock;
  readonly deliveries: Deliveries;
  readonly callbacks: Callbacks;
  readonly violations: Violation[];
  /** Where receipts of a kind go that no request names an address for; undefined where they go nowhere. */
  reportUrl(kind: string): string | undefined;
}

/** Identifiers and secrets by their name: the same again for the same seed. */
export type Make = (name: string, prefix?: string) => string;

/** What stands in for a vendor: one folder, and one line in `fakes.ts`. */
export interface Fake<Account extends object = object> {
  readonly name: string;
  /** The paths of its API. No two fakes share one. */
  readonly paths: RegExp;
  /** Kinds of receipts that no request names an address for, each with the variable of the sandbox that names it. */
  readonly receipts: Readonly<Record<string, string>>;
  /** Who its one customer is. */
  account(make: Make): Account;
  /** The variables that point the service here, by the name of a provider. */
  environments(account: Account, url: string): Readonly<Record<string, Variables>>;
  routes(account: Account, parts: FakeParts): RequestHandler;
  /** The body of an injected error, as the vendor writes it; undefined where the vendor's gateway answers in its place. */
  errorBody(fault: ErrorFault): object | undefined;
}
