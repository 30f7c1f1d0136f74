import { describe, expect, it } from '@jest/globals';
import { findCode } from './find-code.js';

describe('findCode', () => {
  it.each([
    ['Your code is 123456.', '123456'],
    ['Call +14155550123 or use 1234', '1234'],
    ['1600 Brand: 123456\n@example.com #654321', '654321'],
    ['Your code is 1, 2, 3, 4, 5, 6. Again: 1, 2, 3, 4, 5, 6.', '123456'],
    ['1, 2, 3, 4. 1, 2, 3, 4.', '1234'],
    ['Your code is 1. 2. 3. 4.', '1234'],
    ['no code in 10 minutes', undefined],
  ])('in %j it is %s', (text, code) => {
    expect(findCode(text)).toBe(code);
  });
});
