import { existsSync } from 'node:fs';

const folders = ['apps', 'libs', 'test', 'bench'].filter((folder) => existsSync(folder));

/** The quick part of the gate. */
export const checkSteps = [
  { name: 'build', command: 'npm run --silent build' },
  { name: 'format and lint', command: 'biome check --error-on-warnings .' },
  { name: 'types', command: 'tsc -p tsconfig.json --noEmit' },
  { name: 'module boundaries', command: `depcruise ${folders.join(' ')}` },
  { name: 'no circles of folders', command: 'depcruise --config .dependency-cruiser.folders.cjs apps libs' },
  { name: 'Lua scripts in sync, linted', command: 'node scripts/lua.mjs --check' },
  { name: 'architecture rules', command: 'node scripts/architecture-rules.mjs' },
  { name: 'cited requirements', command: 'node scripts/requirement-numbers.mjs' },
  { name: 'unused code and dependencies', command: 'knip' },
  { name: 'generated files in sync', command: 'node dist/apps/api/apps/api/src/generate.js --check', after: ['build'] },
  { name: 'OpenAPI lint', command: 'REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true redocly lint docs/openapi.json' },
];
