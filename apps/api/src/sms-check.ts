import 'reflect-metadata';
import { readEnvironment } from '@sixdigit/config';
import { BadConfiguration, loadSettings } from './config/load-settings.js';
import { smsCheck } from './tools/sms-check.js';
import { readArguments } from './tools/sms-check-arguments.js';

/** `npm run sms:check -- +919876543210 [--channel voice] [--locale hi]`: sends a real code and has it brought back. */
process.exit(await run());

async function run(): Promise<number> {
  const wanted = readArguments(process.argv.slice(2));
  if ('usage' in wanted) {
    process.stderr.write(`${wanted.usage}\n`);
    return 2;
  }
  try {
    const { settings } = loadSettings(readEnvironment());
    return (await smsCheck(settings, wanted)) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof BadConfiguration)) throw error;
    for (const { name, text } of error.complaints) process.stderr.write(`${name} ${text}\n`);
    return 1;
  }
}
