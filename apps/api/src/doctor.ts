import './node-version.js';
import 'reflect-metadata';
import { ConfigurationError, readSettings } from '@sixdigit/config';
import { loadSettings } from './config/load-settings.js';
import { diagnose } from './tools/diagnose.js';
import { diagnosticLine } from './tools/diagnostic-line.js';

/** `npm run doctor`: looks at the live configuration, and says what is wrong and where to fix it. Sends no message. */
const code = await run();
process.exit(code);

async function run(): Promise<number> {
  try {
    const { settings, warnings } = await readSettings(loadSettings);
    for (const { name, text } of warnings) say({ severity: 'warning', subject: name, text });
    const diagnostics = await diagnose(settings);
    for (const diagnostic of diagnostics) say(diagnostic);
    const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
    process.stdout.write(errors > 0 ? `\n${errors} to fix.\n` : '\nAll checks passed.\n');
    return errors > 0 ? 1 : 0;
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    for (const { name, text } of error.issues) say({ severity: 'error', subject: name, text });
    return 1;
  }
}

function say(diagnostic: Parameters<typeof diagnosticLine>[0]): void {
  process.stdout.write(`${diagnosticLine(diagnostic)}\n`);
}
