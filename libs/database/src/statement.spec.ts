import { describe, expect, it } from '@jest/globals';
import { defineStatement, valuesOf } from './statement.js';

describe('a named statement', () => {
  it('has one position for each name, however often the name stands in it', () => {
    const statement = defineStatement<{ a: number; b: number }>('positions', 'select :b, :a, :b + :a');
    expect(statement.text).toBe('select $1, $2, $1 + $2');
    expect(valuesOf(statement, { a: 1, b: 2 })).toEqual([2, 1]);
  });

  it('leaves casts, texts, quoted names and comments as they are', () => {
    const sql = `select :at::timestamptz, ':text', 'it''s :one', "a:name", 1::int -- :comment\n, :last`;
    expect(defineStatement('untouched', sql).text).toBe(
      `select $1::timestamptz, ':text', 'it''s :one', "a:name", 1::int -- :comment\n, $2`,
    );
  });

  it('is not run without a value for each of its names', () => {
    const statement = defineStatement<{ phone: string; name: string | null }>('incomplete', 'select :phone, :name');
    expect(() => valuesOf(statement, { phone: '+1' })).toThrow('incomplete is not given :name');
    expect(valuesOf(statement, { phone: '+1', name: null })).toEqual(['+1', null]);
  });

  it('has its name for itself', () => {
    defineStatement('alone', 'select 1');
    expect(() => defineStatement('alone', 'select 2')).toThrow('Two statements have the name alone');
  });
});
