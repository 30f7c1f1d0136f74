export { BatchWriter, type WriteBuffer } from './batch-writer.js';
export { connect, TablesOutdated } from './connect.js';
export { DatabaseConfig } from './database.config.js';
export { Database } from './database.js';
export { DatabaseModule } from './database.module.js';
export { databaseConfigRules } from './database-config-rules.js';
export type { Statement } from './engine.js';
export { FolderInUse } from './folder-lock.js';
export type { AuditEvents, Claims, Schema, Sessions, Users } from './schema.js';
