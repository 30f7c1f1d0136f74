import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { connect } from './connect.js';
import { DatabaseConfig } from './database.config.js';
import { Database } from './database.js';

@Module({
  providers: [{ provide: Database, inject: [DatabaseConfig], useFactory: connect }],
  exports: [Database],
})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(@Inject(Database) private readonly database: Database) {}

  async onApplicationShutdown(): Promise<void> {
    await this.database.close();
  }
}
