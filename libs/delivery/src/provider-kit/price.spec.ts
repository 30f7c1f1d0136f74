import { describe, expect, it } from '@jest/globals';
import { priceOf } from './price.js';

describe('the price of a message', () => {
  it.each([
    ['-0.0075', 'USD', { micros: 7500, currency: 'USD' }],
    ['0.00645', 'usd', { micros: 6450, currency: 'USD' }],
    [0.2, 'CREDIT', { micros: 200_000, currency: 'CREDIT' }],
    ['1', 'CREDIT', { micros: 1_000_000, currency: 'CREDIT' }],
    ['0.0000001', 'EUR', { micros: 0, currency: 'EUR' }],
  ])('written %j in %j is the whole number of millionths %j', (amount, currency, expected) => {
    expect(priceOf(amount, currency)).toEqual(expected);
  });

  it.each([
    [null, 'USD'],
    [undefined, 'USD'],
    ['', 'USD'],
    ['free', 'USD'],
    ['1e9', 'USD'],
    ['1', undefined],
  ])('written %j in %j is none', (amount, currency) => {
    expect(priceOf(amount, currency)).toBeUndefined();
  });
});
