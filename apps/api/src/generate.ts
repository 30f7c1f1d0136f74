import './node-version.js';
import 'reflect-metadata';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createApp } from './bootstrap.js';
import { configClasses } from './config/config-classes.js';
import { loadSettings } from './config/load-settings.js';
import { configurationPage, exampleFile } from './docs/configuration-page.js';
import { errorsPage } from './docs/errors-page.js';
import { openApiDocument } from './docs/openapi.js';

/** The committed files that follow from the code: written, or with `--check` compared. */
const files: Record<string, string> = {
  'docs/configuration.md': configurationPage(configClasses),
  'docs/errors.md': errorsPage(),
  '.env.staging.example': exampleFile(configClasses, 'staging'),
  '.env.production.example': exampleFile(configClasses, 'production'),
  'docs/openapi.json': await openApi(),
};

const stale = Object.entries(files).filter(([file, text]) => read(file) !== text);

if (process.argv.includes('--check')) {
  for (const [file] of stale) process.stderr.write(`${file} is stale: run \`npm run generate\`\n`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  mkdirSync('docs', { recursive: true });
  for (const [file, text] of stale) writeFileSync(file, text);
}

async function openApi(): Promise<string> {
  const { settings } = loadSettings({
    DATABASE_URL: 'memory:',
    LOG_LEVEL: 'silent',
    NODE_ENV: 'test',
    SECRET_KEY: 'only-for-the-description-of-routes-0123456789',
  });
  const app = await createApp(settings);
  await app.init();
  const document = openApiDocument(app);
  await app.close();
  return `${JSON.stringify(document, null, 2)}\n`;
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
