import { describe, expect, it } from '@jest/globals';
import { defineStatement } from './statement.js';

describe('a named statement', () => {
  it('has one position for each name, however often the name stands in it', () => {
    const statement = defineStatement<{ a: number; b: number }>('positions', 'select :b, :a, :b + :a');
    expect(statement.text).toBe('select $1, $2, $1 + $2');
    expect(statement.parameters).toEqual(['b', 'a']);
  });

  it('leaves casts, texts, quoted names and comments as they are', () => {
    const sql = `select :at::timestamptz, ':text', 'it''s :one', "a:name", 1::int -- :comment\n, :last`;
    expect(defineStatement('untouched', sql).text).toBe(
      `select $1::timestamptz, ':text', 'it''s :one', "a:name", 1::int -- :comment\n, $2`,
    );
  });

  it('has its name for itself', () => {
    defineStatement('alone', 'select 1');
    expect(() => defineStatement('alone', 'select 2')).toThrow('Two statements have the name alone');
  });
});
