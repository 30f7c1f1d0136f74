/** What a message cost: whole millionths of the unit, so that sums are exact. */
export interface Price {
  /** Never below zero. */
  readonly micros: number;
  /** ISO 4217; a provider's own unit where it counts in none, such as `CREDIT`. */
  readonly currency: string;
}

const microsPerUnit = 1_000_000;

/** A decimal number, of either sign: some providers write what they took from the account as `-0.0075`. */
const decimal = /^[+-]?\d{1,9}(?:\.\d+)?$/;

/** Reads a price as a provider writes it. Undefined for what is no decimal number, or has no unit. */
export function priceOf(amount: unknown, currency: string | undefined): Price | undefined {
  const text = typeof amount === 'number' ? String(amount) : amount;
  if (typeof text !== 'string' || !decimal.test(text) || !currency) return undefined;
  return { micros: Math.round(Math.abs(Number(text)) * microsPerUnit), currency: currency.toUpperCase() };
}
