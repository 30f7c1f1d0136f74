const libs = [
  'audit',
  'auth',
  'caller',
  'challenge',
  'config',
  'contract',
  'database',
  'delivery',
  'idempotency',
  'inbox',
  'keys',
  'limits',
  'message-log',
  'redis',
  'sms',
  'token',
];

/** Which libs a lib may import, beside itself. */
const allowed = {
  contract: [],
  config: ['contract'],
  caller: ['config', 'contract'],
  inbox: ['config', 'contract'],
  keys: ['config', 'contract'],
  redis: ['config', 'contract'],
  database: ['config', 'contract'],
  limits: ['caller', 'config', 'contract', 'redis'],
  idempotency: ['caller', 'config', 'contract', 'keys', 'limits', 'redis'],
  audit: ['config', 'contract', 'database', 'keys'],
  token: ['caller', 'config', 'contract', 'database', 'keys'],
  challenge: ['config', 'contract', 'keys', 'redis'],
  delivery: ['config', 'contract', 'inbox', 'keys'],
  sms: ['caller', 'challenge', 'config', 'contract', 'delivery', 'inbox', 'keys', 'redis'],
  'message-log': ['config', 'contract', 'database', 'delivery', 'keys', 'sms'],
  auth: ['audit', 'caller', 'config', 'contract', 'database', 'keys', 'limits', 'sms', 'token'],
};

const own = '^(?:apps|libs|test|bench)/';
const specs = '\\.(?:spec|suite|fake)\\.ts$';

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** A package that only one place may know. */
const home = (name, packages, place, reason) =>
  rule(name, reason, { path: '^(?:apps|libs)/', pathNot: `${place}|${specs}` }, { path: `(?:^|/)node_modules/(?:${packages})(?:/|$)` });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    rule(
      'contract-without-io',
      'Rule 1: contract crosses the wire to browsers too, so it knows no framework, no Node and no I/O.',
      { path: '^libs/contract/', pathNot: specs },
      { pathNot: '^libs/contract/|(?:^|/)node_modules/libphonenumber-js/' },
    ),
    ...libs.map((lib) =>
      rule(
        `imports-of-${lib}`,
        'Rule 2: features know only what stands below them; sms and token never know each other, nor auth.',
        { path: `^libs/${lib}/`, pathNot: specs },
        { path: '^libs/([^/]+)/', pathNot: `^libs/(?:${[lib, ...allowed[lib]].join('|')})/` },
      ),
    ),
    rule(
      'codes-without-phones',
      'Rule 1: a client that needs the lists of codes must not carry the metadata of all numbering plans.',
      { path: '^libs/contract/src/codes\\.ts$' },
      { path: '(?:^|/)node_modules/', reachable: true },
    ),
    rule(
      'lib-not-to-app',
      'Rule 2: an app is composed of libs; a lib that knew an app could serve no other.',
      { path: '^libs/', pathNot: specs },
      { path: '^apps/' },
    ),
    rule(
      'spec-of-lib-to-sandbox',
      'Rule 2: the tests of a provider stand beside it and need its fake; of the other apps they know nothing.',
      { path: '^libs/' },
      { path: '^apps/', pathNot: '^apps/sandbox/' },
    ),
    rule('app-not-to-app', 'Rule 2: apps are deployed apart.', { path: '^apps/([^/]+)/' }, { path: '^apps/', pathNot: '^apps/$1/' }),
    rule(
      'no-cycle',
      'Rule 2: what imports itself in a circle can be neither read nor tested from one end.',
      { path: own },
      { circular: true },
    ),
    rule(
      'lib-through-index',
      'Rule 3: index.ts lists what a lib promises; the rest may change.',
      { path: '^(?:apps|libs)/([^/]+)/' },
      { path: '^libs/([^/]+)/(?!src/index\\.ts$)', pathNot: '^libs/$1/|^libs/contract/src/codes\\.ts$' },
    ),
    home(
      'sql-drivers-in-database',
      'pg|@electric-sql/pglite',
      '^libs/database/',
      'Rule 4: one home for the drivers, so that one place knows their errors.',
    ),
    home('query-builder-in-stores', 'kysely', '^libs/database/|\\.store\\.ts$', 'Rule 6: SQL is written in stores only.'),
    home('redis-client-in-redis', 'ioredis', '^libs/redis/', 'Rule 4: one home for the client, so that no call waits without a bound.'),
    home('jwt-in-token', '@nestjs/jwt|jsonwebtoken', '^libs/token/', 'Rule 4: one file decides which algorithm and which key.'),
    home(
      'twilio-in-its-folders',
      'twilio',
      '^libs/delivery/src/providers/twilio',
      "Rule 4: a vendor's client is known in the vendor's folder only.",
    ),
    rule(
      'providers-apart',
      'Rule 5: one provider is read, and deleted, without another.',
      { path: '^libs/delivery/src/providers/([^/]+)/', pathNot: '^libs/delivery/src/providers/twilio-' },
      { path: '^libs/delivery/src/providers/[^/]+/', pathNot: '^libs/delivery/src/providers/$1/' },
    ),
    rule(
      'twilio-account-for-twilio',
      "Rule 5: Twilio's account folder is shared by Twilio's own providers, and by nobody else.",
      { path: '^libs/delivery/src/providers/(twilio-[^/]+)/' },
      { path: '^libs/delivery/src/providers/[^/]+/', pathNot: '^libs/delivery/src/providers/(?:$1|twilio-account)/' },
    ),
    rule(
      'provider-knows-the-kit',
      'Rule 5: a provider imports provider-kit and its own folder.',
      { path: '^libs/delivery/src/providers/[^/]+/', pathNot: specs },
      { path: '^libs/delivery/src/', pathNot: '^libs/delivery/src/(?:provider-kit|providers)/' },
    ),
    rule(
      'provider-through-registry',
      'Rule 5: nothing outside a provider knows it but its line in the registry.',
      { path: '^(?:apps|libs)/', pathNot: `${specs}|^libs/delivery/src/providers/` },
      { path: '^libs/delivery/src/providers/[^/]+/' },
    ),
    rule(
      'fake-through-registry',
      'A fake of the sandbox is one folder, and one line in its registry.',
      { path: '^apps/sandbox/src/(?!fakes\\.ts)[^/]+\\.ts$', pathNot: specs },
      { path: '^apps/sandbox/src/(?!http/)[^/]+/' },
    ),
    rule(
      'fakes-apart',
      'One fake is read, and deleted, without another.',
      { path: '^apps/sandbox/src/(?!http/)([^/]+)/' },
      { path: '^apps/sandbox/src/[^/]+/', pathNot: '^apps/sandbox/src/(?:$1|http)/' },
    ),
    rule(
      'ships-what-it-imports',
      'A package for development is not there in production. The sandbox is not deployed.',
      { path: '^(?:apps|libs)/', pathNot: `${specs}|^apps/sandbox/` },
      { dependencyTypes: ['npm-dev'] },
    ),
    rule(
      'no-fakes-shipped',
      'What stands in for a vendor in tests is no part of the service.',
      { path: '^(?:apps|libs)/', pathNot: specs },
      { path: specs },
    ),
    rule('resolvable', 'An import that leads nowhere fails at run time only.', { path: own }, { couldNotResolve: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
