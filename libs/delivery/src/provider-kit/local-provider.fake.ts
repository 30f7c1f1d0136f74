import type { Channel } from '@sixdigit/contract';

/** What a provider does instead of answering. */
export type Mishap =
  | { readonly kind: 'hang' }
  | { readonly kind: 'reset' }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'error'; readonly status: number; readonly code?: number };

/** A provider that runs: how to point the service to it, how to read what it delivered, how to make it fail. */
export interface RunningProvider {
  readonly environment: Readonly<Record<string, string>>;
  readonly channel: Channel;
  /** A destination of its own for each number; without it, a telephone number. */
  destination?(index: number): string;
  codeFor(to: string, previewCode?: string): string;
  /** From now on sends are refused for certain. Answers the destination to try, where only one is refused. */
  refuse(): string | undefined;
  recover(): void;
  /** Moves its clock, where it has one. */
  advance?(ms: number): void;
  /** What becomes of the calls to it from now on; left out where nothing is called. */
  meet?(mishap: Mishap): void;
  /** Calls that may have sent something, as many as came in; with {@link meet}. */
  sends?(): number;
  /** Where its receipts go: the address of each kind, for those that no call names an address for. */
  reportTo?(addressOf: (kind: string) => string): void;
  /** Resolves once what is due was reported. */
  settled?(): Promise<void>;
  /** What was asked of it that its published interface does not have. */
  violations?(): readonly unknown[];
  stop(): Promise<void>;
}

/** How a provider is run on this machine: `<folder>.fake.ts` in its folder exports one by the name of `local`. */
export interface LocalProvider {
  /** The provider's name. */
  readonly name: string;
  /** The mishaps that it can be made to have. Empty where nothing is called, or nothing can be said of its calls. */
  readonly mishaps: readonly Mishap[];
  start(): Promise<RunningProvider>;
}
