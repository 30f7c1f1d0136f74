import { ConfigModule } from '@nestjs/config';
import type { Environment, Loaded } from './load.js';

/**
 * Has @nestjs/config read the process's environment over the `.env` file of the working folder, and `validate` accept it or throw.
 * Nothing of it is kept in @nestjs/config or written to the process: secrets stay in the config classes, which are injected by class.
 */
export async function readSettings(validate: (environment: Environment) => Loaded): Promise<Loaded> {
  let loaded: Loaded | undefined;
  await ConfigModule.forRoot({
    skipProcessEnv: true,
    validate: (environment) => {
      loaded = validate(environment);
      return {};
    },
  });
  if (!loaded) throw new Error('The environment was not validated.');
  return loaded;
}
