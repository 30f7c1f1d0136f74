import { Flag, Integer, List, Text } from '@sixdigit/config';

export class HttpConfig {
  @Integer('PORT', { about: 'The port to listen on.', min: 0, max: 65_535 })
  port = 3000;

  @Text('HOST', {
    about: 'The address to listen on.',
    shape: { pattern: /^[\w.:-]{1,255}$/, message: 'must be an address or a host name' },
  })
  host = '0.0.0.0';

  @Text('LOG_LEVEL', { about: 'What is logged.', values: ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] })
  logLevel: 'silent' | 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' = 'info';

  @Integer('REQUEST_TIMEOUT_MS', { about: 'For how long a request may take to arrive, in milliseconds.', min: 1000, max: 120_000 })
  requestTimeoutMs = 10_000;

  @List('CORS_ORIGINS', {
    about: 'Origins whose pages may call the service, exactly: `https://app.example.com`. Empty: none. `*` only outside production.',
    shape: { pattern: /^(?:\*|https?:\/\/[^\s/]+)$/, message: 'must be origins such as https://app.example.com, separated by commas' },
    staging: 'https://app.staging.example.com',
    production: 'https://app.example.com',
  })
  corsOrigins: string[] = [];

  @List('ALLOWED_HOSTS', {
    about: 'Values of the `Host` header that are answered, with the port where there is one. Empty: all.',
    staging: 'auth.staging.example.com',
    production: 'auth.example.com',
    shape: { pattern: /^[\w.:[\]-]{1,255}$/, message: 'must be host names, separated by commas' },
  })
  allowedHosts: string[] = [];

  @Text('METRICS_TOKEN', {
    about: 'The bearer token of `/metrics`, for Prometheus. Without it there is no `/metrics`.',
    secret: true,
    // RFC 6750 §2.1: what a header can carry
    shape: { pattern: /^[\w.~+/-]{16,200}=*$/, message: 'must be at least 16 letters, digits, `-`, `.`, `_`, `~`, `+` or `/`' },
  })
  metricsToken?: string;

  @Flag('DOCS_ENABLED', { about: 'Serves the OpenAPI page at `/docs`. Unset: on outside production.' })
  docsEnabled?: boolean;
}
