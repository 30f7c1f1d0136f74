// `libs/<lib>/src/scripts/*.lua` become `scripts.generated.ts` beside them; `--check` compares and lints.
//   --- @include "lib/windows"    a file of scripts/lib, relative to this one; each stands in a script once
//   --- @include "@redis/now"     one that libs/redis lends
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { assemble, shorten } from './lua-assembly.mjs';
import { lint } from './lua-lint.mjs';

const linesMax = 300;

/** Every faulty place as `file:line why`, and the generated files by path. */
export function scriptsOf(files, read) {
  const faults = new Set();
  const scripts = files.filter((file) => !isInclude(file)).toSorted();
  const generated = new Map();
  const used = new Set();
  /** Whether any script reads a variable of a file's outermost block, by place. */
  const variables = new Map();
  for (const file of scripts) {
    const { lines, faults: broken, included } = assemble(file, read);
    for (const name of included) used.add(name);
    for (const fault of broken) faults.add(fault);
    // a missing include would be reported once more for each of its names
    if (broken.length > 0) continue;
    const text = lines.map((line) => line.text).join('\n');
    const { faults: found, comments, outermost } = lint(text);
    const placeOf = (line) => `${lines[line - 1].file}:${lines[line - 1].line}`;
    for (const { line, text: why } of found) faults.add(`${placeOf(Math.min(line, lines.length))} ${why}`);
    for (const { line, name, read: isRead } of outermost) {
      const place = `${placeOf(line)} ${name}`;
      variables.set(place, variables.get(place) || isRead);
    }
    const target = join(dirname(file), 'scripts.generated.ts');
    generated.set(target, [...(generated.get(target) ?? []), scriptOf(file, shorten(text, comments))]);
  }
  // an include may hold more than one script needs; what none of them reads is dead
  for (const [place, isRead] of variables) if (!isRead) faults.add(`${place} is never read`);
  for (const file of files) {
    if (isInclude(file) && !used.has(file)) faults.add(`${file}:1 is included by no script`);
    if (read(file).trimEnd().split('\n').length > linesMax) faults.add(`${file}:${linesMax + 1} is beyond ${linesMax} lines`);
  }
  return { faults: [...faults], generated: new Map([...generated].map(([target, list]) => [target, typescript(list)])) };
}

function isInclude(file) {
  return file.includes('/scripts/lib/');
}

function scriptOf(file, lua) {
  const [, lib] = /libs\/([^/]+)\//.exec(file) ?? [];
  const name = basename(file, '.lua');
  return { key: camel(name), name: `${lib}.${name}`, lua };
}

function camel(name) {
  return name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
}

function typescript(scripts) {
  return [
    '// Written by `npm run generate` from the .lua files beside it.',
    "import type { Script } from '@sixdigit/redis';",
    '',
    'export const scripts = {',
    ...scripts.flatMap(({ key, name, lua }) => [
      `  ${key}: {`,
      `    name: '${name}',`,
      `    lua: \`${lua.replace(/[\\`]|\$\{/g, '\\$&')}\`,`,
      '  },',
    ]),
    '} as const satisfies Record<string, Script>;',
    '',
  ].join('\n');
}

function readOrNothing(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

if (import.meta.main) {
  const files = globSync('libs/*/src/scripts/**/*.lua');
  const { faults, generated } = scriptsOf(files, readOrNothing);
  const check = process.argv.includes('--check');
  if (!check && faults.length === 0) for (const [target, text] of generated) writeFileSync(target, text);
  const stale = check ? [...generated].filter(([target, text]) => readOrNothing(target) !== text) : [];
  const orphans = globSync('libs/*/src/scripts/scripts.generated.ts').filter((target) => !generated.has(target));
  for (const fault of faults) console.error(fault);
  for (const [target] of stale) console.error(`${target} is stale: run \`npm run generate\``);
  for (const target of orphans) console.error(`${target} has no .lua file beside it`);
  // a check that saw nothing proves nothing
  process.exitCode = faults.length + stale.length + orphans.length > 0 || files.length === 0 ? 1 : 0;
}
