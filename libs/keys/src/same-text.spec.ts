import { describe, expect, it } from '@jest/globals';
import { isSameText } from './same-text.js';

describe('isSameText', () => {
  it('tells texts of any length apart, and knows the same text again', () => {
    expect(isSameText('secret', 'secret')).toBe(true);
    for (const other of ['', 'secre', 'secret ', 'Secret', 'sécret']) expect(isSameText('secret', other)).toBe(false);
  });
});
