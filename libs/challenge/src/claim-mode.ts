/** Who ends a code that was right: the statement in the database that it authorises, or, where there is none, the store itself. */
export abstract class ClaimMode {
  abstract readonly mode: 'store' | 'database';
}
