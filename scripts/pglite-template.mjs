// Writes an empty cluster of the embedded engine to a file: opening it takes a tenth of what making a new one takes.
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');

/** The path of the template that fits the installed engine; made when there is none yet. */
export async function pgliteTemplate() {
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules/@electric-sql/pglite/package.json'), 'utf8'));
  const cached = join(root, 'node_modules/.cache', `pglite-template-${version}.tgz`);
  if (!existsSync(cached)) {
    const { PGlite } = await import('@electric-sql/pglite');
    const pglite = await PGlite.create('memory://');
    const dump = Buffer.from(await (await pglite.dumpDataDir('gzip')).arrayBuffer());
    await pglite.close();
    replace(cached, (draft) => writeFileSync(draft, dump));
  }
  return cached;
}

/** No reader ever sees half a file, also when two runs make it at once. */
function replace(file, write) {
  const draft = `${file}.${process.pid}`;
  mkdirSync(dirname(file), { recursive: true });
  write(draft);
  renameSync(draft, file);
}

if (import.meta.main) {
  const target = process.argv[2] ?? 'dist/pglite-template.tgz';
  const template = await pgliteTemplate();
  if (!existsSync(target)) replace(target, (draft) => copyFileSync(template, draft));
}
