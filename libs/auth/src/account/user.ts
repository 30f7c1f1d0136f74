/** A user as replies show it. */
export interface User {
  readonly id: number;
  /** E.164. */
  readonly phone: string;
  readonly name: string;
  readonly role: string;
}

/** Digits of the number in the name of a user who gave none. */
const nameDigits = 4;

/** The name of a user who gave none. */
export function nameOf(e164: string): string {
  return `User ${e164.slice(-nameDigits)}`;
}
