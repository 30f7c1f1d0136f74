import { randomBytes } from 'node:crypto';
import pg from 'pg';

export interface ScratchDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** A database of its own on the server of TEST_DATABASE_URL. */
export async function scratchDatabase(): Promise<ScratchDatabase> {
  const server = process.env['TEST_DATABASE_URL'] ?? '';
  const name = `sixdigit_test_${randomBytes(6).toString('hex')}`;
  await onServer(server, `create database ${name}`);
  return {
    url: server.replace(/\/[^/?]*(?=\?|$)/, `/${name}`),
    drop: () => onServer(server, `drop database if exists ${name} with (force)`),
  };
}

async function onServer(server: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}
