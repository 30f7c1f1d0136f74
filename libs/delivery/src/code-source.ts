import type { StartedAt } from './provider-kit/hosted.provider.js';

/**
 * Where the code of a message comes from, and what becomes of it: all that delivery knows of a challenge. Implemented by
 * `sms` over the pending challenges; delivery only calls it.
 */
export interface CodeSource {
  /** Who made the code that goes out again; undefined for a new one. */
  readonly owner: 'us' | 'provider' | undefined;

  /** Our code, stored before it is handed over. `fixed` where the provider dictates it. */
  own(fixed: string | undefined): Promise<string>;

  /** The verification that is pending in this slot of a provider, and those that must be cancelled before the next start. */
  pendingAt(at: StartedAt): { readonly ref: string | undefined; readonly stale: readonly string[] };

  /** These are about to be cancelled. */
  cancelling(refs: readonly string[]): Promise<void>;

  /** The provider made the code. `start_again`: this verification was cancelled between its start and now. */
  attach(at: StartedAt, ref: string, replaces: readonly string[]): Promise<'attached' | 'start_again'>;

  /** Nothing reached anybody: what was in force before is in force again. */
  undo(): Promise<void>;
}
