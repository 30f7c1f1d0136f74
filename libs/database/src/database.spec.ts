import { describe, expect, it } from '@jest/globals';
import { Clock } from '@sixdigit/config';
import { PostgresDialect } from 'kysely';
import { Database } from './database.js';
import type { Engine } from './engine.js';
import { now } from './fragments.js';
import { defineStatement } from './statement.js';

const statement = defineStatement<{ phone: string; name: string | null }, { given: readonly unknown[] }>(
  'database_spec',
  `select :name, :phone, ${now}`,
);

/** Answers with the values that it was given. */
const engine: Engine = {
  title: 'embedded',
  dialect: new PostgresDialect({ pool: {} as never }),
  run: async (_, given) => [{ given }],
  exclusively: async () => true,
  close: async () => undefined,
};

describe('a statement that is run', () => {
  it('has its values in the order of its positions, and the offset of the clock', async () => {
    const clock = Object.assign(new Clock(), { offsetMs: 5 });
    const rows = await new Database(engine, clock).run(statement, { phone: '+1', name: null });
    expect(rows).toEqual([{ given: [null, '+1', 5] }]);
  });

  it('is refused where a value is not given, because it would silently be null', async () => {
    const incomplete = { phone: '+1' } as { phone: string; name: null };
    await expect(new Database(engine, new Clock()).run(statement, incomplete)).rejects.toThrow('database_spec is not given :name');
  });
});
