/** A user as replies show it. */
export interface User {
  readonly id: number;
  /** E.164. */
  readonly phone: string;
  readonly name: string;
  readonly role: string;
}
