import { Flag, Integer, Text } from '@sixdigit/config';

export class DatabaseConfig {
  @Text('DATABASE_URL', {
    about:
      'Where Postgres is. Without it the embedded engine keeps everything in `DATA_DIR`; `memory:` keeps it nowhere and forgets it at the end.',
    secret: true,
    example: 'postgres://sixdigit:change-me@postgres:5432/sixdigit',
    shape: { pattern: /^(?:postgres(?:ql)?:\/\/\S+|memory:)$/, message: 'must be postgres://… or memory:' },
  })
  url?: string;

  @Text('DATA_DIR', { about: 'The folder of the embedded database and of the key that development makes for itself.' })
  dataDir = 'data';

  @Integer('DATABASE_POOL_SIZE', { about: 'Connections to Postgres that one process keeps.', min: 1, max: 200 })
  poolSize = 10;

  @Flag('MIGRATE_ON_START', {
    about:
      'Brings the tables up to date at start, under a lock. With `false` run `npm run migrate` before; a start on old tables is refused.',
  })
  migrateOnStart = true;

  @Text('PGLITE_TEMPLATE', {
    about:
      'An empty cluster of the embedded engine, made by the build, that a new data folder starts from. Without the file the first start takes some seconds.',
  })
  template = 'dist/pglite-template.tgz';
}
