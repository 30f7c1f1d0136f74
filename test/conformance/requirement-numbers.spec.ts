import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

const script = resolve('scripts/requirement-numbers.mjs');

/** A page with one row. */
const page = '| number | rule |\n| --- | --- |\n| R39 | A stranger locks nobody out. |\n';

describe('the check of cited requirements', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sixdigit-requirements-'));
    plant('docs/security.md', page);
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function plant(file: string, text: string): void {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  function check(): { status: number | null; issues: string[] } {
    const { status, stderr } = spawnSync('node', [script], { cwd: folder, encoding: 'utf8' });
    return { status, issues: stderr.split('\n').filter(Boolean) };
  }

  it('accepts a number that has a row', () => {
    plant('libs/sms/src/a.ts', '/** A pending challenge keeps its own attempts (R39). */\n');
    expect(check()).toEqual({ status: 0, issues: [] });
  });

  it.each([
    ['apps/api/src/a.ts', '// kept for a minute\n// and no longer (R19)\n', 2, 'R19'],
    ['libs/a/src/a.suite.ts', "it('counts before it compares (T2, R39)', () => {});\n", 1, 'T2'],
    ['test/e2e/a.spec.ts', "describe('a start (T125)', () => {});\n", 1, 'T125'],
    ['scripts/a.mjs', "const why = 'R1: codes come from the generator';\n", 1, 'R1'],
    ['docs/adr/0001-a.md', 'The tokens are gone with the reply (R19).\n', 1, 'R19'],
    ['docs/security.md', `${page}\nSee R48.\n`, 5, 'R48'],
  ])('refuses a number in %s that has none', (file, text, line, number) => {
    plant('libs/sms/src/good.ts', '// R39\n');
    plant(file, text);
    expect(check()).toEqual({ status: 1, issues: [`${file}:${line} cites ${number}, which docs/security.md does not have`] });
  });

  it('refuses every number where there is no page', () => {
    plant('libs/sms/src/a.ts', '// R39\n');
    rmSync(join(folder, 'docs'), { recursive: true });
    expect(check().status).toBe(1);
  });

  it('takes no time of day, no registered text and no part of a longer name for a number', () => {
    plant('libs/sms/src/good.ts', '// R39\n');
    plant(
      'libs/sms/src/a.ts',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the text of a file
      "const end = `${until}T00:00:00Z` + `${until}T12:30:00Z`;\nconst warning = 'the registered text T1 ends with a variable';\nconst sid = 'VAT1' + AR7 + T0;\n",
    );
    expect(check()).toEqual({ status: 0, issues: [] });
  });

  it('fails when it sees no citation at all', () => {
    plant('libs/sms/src/a.ts', 'export const two = 2;\n');
    expect(check()).toEqual({ status: 1, issues: ['Nothing cites a requirement: the check saw nothing.'] });
  });
});
