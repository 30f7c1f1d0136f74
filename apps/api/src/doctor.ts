import './node-version.js';
import 'reflect-metadata';
import { readEnvironment } from '@sixdigit/config';
import { BadConfiguration, loadSettings } from './config/load-settings.js';
import { examine } from './tools/examine.js';
import { findingLine } from './tools/finding-line.js';

/** `npm run doctor`: looks at the live configuration, and says what is wrong and where to mend it. Sends no message. */
const code = await run();
process.exit(code);

async function run(): Promise<number> {
  try {
    const { settings, warnings } = loadSettings(readEnvironment());
    for (const { name, text } of warnings) say({ severity: 'warning', subject: name, text });
    const findings = await examine(settings);
    for (const finding of findings) say(finding);
    const errors = findings.filter(({ severity }) => severity === 'error').length;
    process.stdout.write(errors > 0 ? `\n${errors} to mend.\n` : '\nNothing to mend.\n');
    return errors > 0 ? 1 : 0;
  } catch (error) {
    if (!(error instanceof BadConfiguration)) throw error;
    for (const { name, text } of error.complaints) say({ severity: 'error', subject: name, text });
    return 1;
  }
}

function say(finding: Parameters<typeof findingLine>[0]): void {
  process.stdout.write(`${findingLine(finding)}\n`);
}
