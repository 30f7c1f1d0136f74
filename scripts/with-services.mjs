// Runs a command beside a real Redis and a real Postgres: `node scripts/with-services.mjs -- <command> <arguments…>`.
import { withServices } from '../test/support/services.mjs';
import { pgliteTemplate } from './pglite-template.mjs';
import { runChild } from './run-child.mjs';

const [command, ...args] = process.argv.slice(process.argv[2] === '--' ? 3 : 2);
if (!command) {
  console.error('usage: node scripts/with-services.mjs -- <command> <arguments…>');
  process.exit(2);
}

try {
  process.exitCode = await withServices(async (env) =>
    runChild(command, args, { stdio: 'inherit', env: { ...process.env, PGLITE_TEMPLATE: await pgliteTemplate(), ...env } }),
  );
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
