import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const root = resolve('.');

/** Two folders that import each other, in files that do not. */
const folderCircle: [file: string, text: string][] = [
  ['libs/auth/src/messages/texts.ts', "import '../routing/routes.js';"],
  ['libs/auth/src/messages/words.ts', 'export {};'],
  ['libs/auth/src/routing/routes.ts', 'export {};'],
  ['libs/auth/src/routing/router.ts', "import '../messages/words.js';"],
];

/** A planted file, what it holds, and the rule of the import check that must name it. */
const badImports: [file: string, text: string, rule: string][] = [
  ['libs/contract/src/nest.ts', "import '@nestjs/common';", 'contract-without-io'],
  ['libs/contract/src/node.ts', "import 'node:fs';", 'contract-without-io'],
  ['libs/contract/src/codes.ts', "import './numbers.js';", 'codes-without-phones'],
  ['libs/sms/src/knows-token.ts', "import type { T } from '@sixdigit/token';\nexport type U = T;", 'imports-of-sms'],
  ['libs/sms/src/knows-database.ts', "import '@sixdigit/database';", 'imports-of-sms'],
  ['libs/challenge/src/knows-delivery.ts', "import '@sixdigit/delivery';", 'imports-of-challenge'],
  ['libs/delivery/src/knows-challenge.ts', "import '@sixdigit/challenge';", 'imports-of-delivery'],
  ['libs/delivery/src/knows-sms.ts', "import type { T } from '@sixdigit/sms';\nexport type U = T;", 'imports-of-delivery'],
  ['libs/audit/src/knows-messages.ts', "import '@sixdigit/message-log';", 'imports-of-audit'],
  ['libs/auth/src/knows-challenge.ts', "import '@sixdigit/challenge';", 'imports-of-auth'],
  ['libs/token/src/knows-sms.ts', "import '@sixdigit/sms';", 'imports-of-token'],
  ['libs/token/src/knows-auth.ts', "import '@sixdigit/auth';", 'imports-of-token'],
  ['libs/database/src/knows-audit.ts', "import '@sixdigit/audit';", 'imports-of-database'],
  ['libs/auth/src/inside.ts', "import '../../sms/src/hidden.js';", 'lib-through-index'],
  ['libs/auth/src/app.ts', "import '../../../apps/api/src/main.js';", 'lib-not-to-app'],
  ['apps/sandbox/src/app.ts', "import '../../api/src/main.js';", 'app-not-to-app'],
  ['libs/auth/src/robin.ts', "import './round.js';", 'no-cycle'],
  ['libs/auth/src/driver.ts', "import 'pg';", 'sql-drivers-in-database'],
  ['libs/auth/src/embedded.ts', "import '@electric-sql/pglite';", 'sql-drivers-in-database'],
  ['libs/auth/src/query.service.ts', "import 'kysely';", 'query-builder-in-stores'],
  ['libs/sms/src/client.ts', "import 'ioredis';", 'redis-client-in-redis'],
  ['libs/auth/src/jwt.ts', "import '@nestjs/jwt';", 'jwt-in-token'],
  ['libs/sms/src/provider.ts', "import 'twilio';", 'twilio-in-its-folders'],
  ['libs/delivery/src/providers/plivo/plivo.ts', "import '../vonage/vonage.js';", 'providers-apart'],
  ['libs/delivery/src/providers/plivo/account.ts', "import '../twilio-account/twilio-account.js';", 'providers-apart'],
  ['libs/delivery/src/providers/twilio-verify/twilio-verify.ts', "import '../vonage/vonage.js';", 'twilio-account-for-twilio'],
  ['libs/delivery/src/providers/plivo/routes.ts', "import '../../routing/routes.js';", 'provider-knows-the-kit'],
  ['libs/delivery/src/selection/planted.ts', "import '../providers/vonage/vonage.js';", 'provider-through-registry'],
  ['libs/delivery/src/providers/vonage/vonage.spec.ts', "import '../../../../../apps/api/src/main.js';", 'spec-of-lib-to-sandbox'],
  ['apps/sandbox/src/main.ts', "import './vonage/vonage-fake.js';", 'fake-through-registry'],
  ['apps/sandbox/src/plivo/plivo-fake.ts', "import '../vonage/vonage-fake.js';", 'fakes-apart'],
  ['libs/auth/src/dev.ts', "import 'fast-check';", 'ships-what-it-imports'],
  ['libs/auth/src/pretend.ts', "import './provider.fake.js';", 'no-fakes-shipped'],
  ['libs/auth/src/nowhere.ts', "import './not-there.js';", 'resolvable'],
];

const goodFiles: [file: string, text: string][] = [
  ...['audit', 'auth', 'database', 'sms', 'token'].map((lib): [string, string] => [`libs/${lib}/src/index.ts`, 'export type T = 1;']),
  ['apps/api/src/main.ts', "import 'pino';"],
  ['apps/api/src/lists.ts', "import '../../../libs/contract/src/codes.js';"],
  ['libs/contract/src/numbers.ts', "import 'libphonenumber-js/max';"],
  ['libs/sms/src/hidden.ts', 'export {};'],
  ['libs/challenge/src/index.ts', 'export {};'],
  ['libs/delivery/src/index.ts', 'export {};'],
  ['libs/message-log/src/index.ts', 'export {};'],
  ['libs/delivery/src/routing/routes.ts', 'export {};'],
  ['libs/delivery/src/provider-kit/kit.ts', 'export {};'],
  ['libs/delivery/src/providers/registry.ts', "import './vonage/vonage.js';"],
  ['libs/delivery/src/providers/vonage/vonage.ts', "import '../../provider-kit/kit.js';\nimport './faults.js';"],
  ['libs/delivery/src/providers/vonage/faults.ts', 'export {};'],
  ['libs/delivery/src/providers/vonage/vonage.fake.ts', "import '../../../../../apps/sandbox/src/vonage/vonage-fake.js';"],
  ['libs/delivery/src/providers/twilio-account/twilio-account.ts', 'export {};'],
  ['libs/delivery/src/providers/twilio-messaging/twilio-messaging.ts', "import '../twilio-account/twilio-account.js';"],
  ['apps/sandbox/src/fakes.ts', "import './vonage/vonage-fake.js';"],
  ['apps/sandbox/src/vonage/vonage-fake.ts', "import '../http/faults.js';"],
  ['apps/sandbox/src/http/faults.ts', 'export {};'],
  ['libs/auth/src/round.ts', "import './robin.js';"],
  ['libs/auth/src/provider.fake.ts', 'export {};'],
  ['libs/auth/src/user.store.ts', "import 'kysely';\nimport '@sixdigit/database';"],
  ['libs/auth/src/provider.spec.ts', "import 'fast-check';\nimport './provider.fake.js';"],
];

/** A planted file, what it holds, and a part of the issue. */
const badLines: [file: string, text: string, issue: string][] = [
  ['libs/auth/src/throws.ts', 'throw new ConflictException();', 'rule 5'],
  ['libs/auth/src/environment.ts', "const key = process.env['KEY'];", 'rule 4'],
  ['libs/auth/src/forced.ts', 'forwardRef(() => A);', 'rule 2'],
  ['apps/api/src/dice.ts', 'const code = Math.random();', 'R1'],
  ['libs/keys/src/index.ts', "export * from './keyring.js';", 'rule 3'],
  ['libs/auth/src/asks.service.ts', 'await this.database.run(statement, []);', 'rule 6'],
  ['libs/delivery/src/selection/planted.ts', "if (name === 'plivo') return;", 'rule 5'],
  ['libs/delivery/src/providers/vonage/vonage.ts', 'const other = `plivo`;', 'rule 5'],
  ['apps/api/src/tools/probe.ts', "fetch('/webhooks/plivo/status');", 'rule 5'],
  ['libs/auth/src/builds.service.ts', 'await this.database.kysely.selectFrom(users);', 'rule 6'],
];

const goodLines: [file: string, text: string][] = [
  ['libs/delivery/src/providers/plivo-sms/plivo-sms.ts', "export const plivo = defineProvider({\n  name: 'plivo',\n});"],
  ['libs/delivery/src/providers/plivo-sms/plivo-sms.carrier.ts', "const provider = 'plivo';"],
  ['libs/delivery/src/providers/plivo-account/plivo-faults.ts', "tableOf('plivo');"],
  ['libs/delivery/src/routing/example.config.ts', "    example: 'plivo',"],
  ['libs/delivery/src/routing/routes.spec.ts', "expect(order).toEqual(['plivo']);"],
  ['libs/config/src/environment.ts', 'return process.env;'],
  ['libs/auth/src/asks.store.ts', 'await this.database.run(statement, []);'],
  ['libs/auth/src/throws.spec.ts', 'throw new ConflictException();'],
];

describe('the architecture rules', () => {
  let folder: string;
  let importFaults: { from: string; rule: { name: string } }[];
  let folderFaults: { from: string; to: string; rule: { name: string } }[];
  let lineFaults: string[];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sixdigit-rules-'));
    const imports = join(folder, 'imports');
    const lines = join(folder, 'lines');
    for (const [file, text] of [...badImports, ...folderCircle, ...goodFiles]) plant(imports, file, text);
    for (const [file, text] of [...badLines, ...goodLines]) plant(lines, file, text);
    for (const file of ['tsconfig.json', 'package.json', '.dependency-cruiser.cjs', '.dependency-cruiser.folders.cjs'])
      cpSync(join(root, file), join(imports, file));
    symlinkSync(join(root, 'node_modules'), join(imports, 'node_modules'));
    const cruise = (...args: string[]) => {
      const { stdout } = spawnSync('node_modules/.bin/depcruise', ['--output-type', 'json', ...args, 'apps', 'libs'], {
        cwd: imports,
        encoding: 'utf8',
      });
      return JSON.parse(stdout).summary.violations;
    };
    importFaults = cruise();
    folderFaults = cruise('--config', '.dependency-cruiser.folders.cjs');
    lineFaults = spawnSync('node', [join(root, 'scripts/architecture-rules.mjs')], { cwd: lines, encoding: 'utf8' })
      .stderr.trim()
      .split('\n');
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(badImports)('refuses %s, which says %j', (file, _text, rule) => {
    expect(importFaults.filter(({ from }) => from === file).map((fault) => fault.rule.name)).toContain(rule);
  });

  it('refuses folders that import each other in a circle, though none of their files does', () => {
    const found = folderFaults.filter(({ rule }) => rule.name === 'no-folder-cycle').map(({ from }) => from);
    expect(found).toEqual(expect.arrayContaining(['libs/auth/src/messages', 'libs/auth/src/routing']));
  });

  it('accepts every import that the plan allows', () => {
    const good = goodFiles.map(([file]) => file).filter((file) => !file.endsWith('round.ts'));
    expect(importFaults.filter(({ from }) => good.includes(from))).toEqual([]);
  });

  it.each(badLines)('refuses %s, which says %j', (file, _text, issue) => {
    expect(lineFaults.filter((line) => line.startsWith(`${file}:`)).join()).toContain(issue);
  });

  it('accepts the same lines where they belong', () => {
    expect(lineFaults).toHaveLength(badLines.length);
  });
});

function plant(folder: string, file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), `${text}\n`);
}
