import type { Settings } from '@sixdigit/config';
import { connect, DatabaseConfig } from '@sixdigit/database';
import { Keyring, KeysConfig } from '@sixdigit/keys';
import { MessageHistoryStore } from './message-history.store.js';
import { MessageHistoryReader } from './message-history-reader.js';

/** For a tool beside the service: opens the database, lets `look` read, closes it. Changes nothing, not even old tables. */
export async function withMessageHistory<Result>(
  settings: Settings,
  look: (reader: MessageHistoryReader) => Promise<Result>,
): Promise<Result> {
  const database = await connect({ ...settings.get(DatabaseConfig), migrateOnStart: false });
  try {
    return await look(new MessageHistoryReader(new MessageHistoryStore(database), Keyring.of(settings.get(KeysConfig))));
  } finally {
    await database.close();
  }
}
