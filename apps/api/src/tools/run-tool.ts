import { ConfigurationError, readSettings, type Settings } from '@sixdigit/config';
import { Problem } from '@sixdigit/contract';
import { loadSettings } from '../config/load-settings.js';
import { storeRefusal } from './store-refusal.js';

const endedWell = 0;
const endedBadly = 1;
const calledBadly = 2;

/** Reads what a tool is asked for, runs it under the settings of the service, and ends the process with its result. */
export async function runTool<Wanted extends object>(
  read: (argv: readonly string[]) => Wanted | { readonly usage: string },
  tool: (settings: Settings, wanted: Wanted) => Promise<boolean>,
): Promise<never> {
  const wanted = read(process.argv.slice(2));
  if ('usage' in wanted) process.exit(report([wanted.usage], calledBadly));
  try {
    const { settings } = await readSettings(loadSettings);
    process.exit((await tool(settings, wanted)) ? endedWell : endedBadly);
  } catch (error) {
    process.exit(report(reasonsOf(error), endedBadly));
  }
}

function reasonsOf(error: unknown): readonly string[] {
  if (error instanceof ConfigurationError) return error.issues.map(({ name, text }) => `${name} ${text}`);
  const refusal = storeRefusal(error);
  if (refusal !== undefined) return [refusal];
  if (error instanceof Problem) return [`Failed: ${error.code}${problemFields(error)}`];
  throw error;
}

function problemFields({ extras }: Problem): string {
  return extras.fields ? ` (${Object.values(extras.fields).join('; ')})` : '';
}

function report(lines: readonly string[], code: number): number {
  for (const line of lines) process.stderr.write(`${line}\n`);
  return code;
}
