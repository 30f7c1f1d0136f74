import type { Purpose } from '@sixdigit/contract';

/**
 * The messages of one language. Placeholders: `{code}`, `{product}`, `{minutes}`, `{purpose}`; in `voice` `{digits}`, the code
 * one digit at a time.
 */
export interface MessageCatalogue {
  /** The SMS. The code first, so that a notification and a watch show it. No link. */
  readonly text: string;
  /** What the code is for, in the words of a person who did not ask for it. */
  readonly purposes: Readonly<Record<Purpose, string>>;
  /** The same with all their characters, where {@link purposes} does without those that GSM-7 lacks. For e-mail, which has room. */
  readonly purposesInFull?: Readonly<Partial<Record<Purpose, string>>>;
  /** Whole texts of single purposes, instead of {@link text}. */
  readonly texts?: Readonly<Partial<Record<Purpose, string>>>;
  /** Where there is no room for the other: an Android message has 140 bytes. */
  readonly short: string;
  /** What a call says. */
  readonly voice: string;
  /** Of an e-mail. */
  readonly subject: string;
  readonly email: string;
}
