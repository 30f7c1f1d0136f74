import { ValidateBy } from 'class-validator';
import { isOrigin } from './is-origin.js';
import { Flag, Text } from './setting.js';

/** What every part of the service may need to know of it. */
export class ServiceConfig {
  @Text('NODE_ENV', {
    about: 'Only `production` is production: there the development provider, example secrets and missing stores stop the start.',
    values: ['development', 'test', 'staging', 'production'],
    staging: 'staging',
    production: 'production',
  })
  environment: 'development' | 'test' | 'staging' | 'production' = 'development';

  @Text('PUBLIC_BASE_URL', {
    about: 'Where clients and providers reach the service, without a path. The issuer of its tokens.',
    staging: 'https://auth.staging.example.com',
    production: 'https://auth.example.com',
  })
  @ValidateBy({
    name: 'isOrigin',
    validator: {
      validate: (value: unknown) => typeof value === 'string' && isOrigin(value),
      // providers post to it and tokens name it: a user or a query in it would be given to everybody
      defaultMessage: () => 'must be https://host in lower case, without a path, a slash at its end, a user or a query',
    },
  })
  publicBaseUrl = 'http://localhost:3000';

  @Flag('SINGLE_NODE', {
    about:
      'Says that there is one process only, so that production may run on the embedded database and on memory instead of Postgres and Redis.',
  })
  singleNode = false;

  get production(): boolean {
    return this.environment === 'production';
  }
}
