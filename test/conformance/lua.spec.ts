import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

const script = resolve('scripts/lua.mjs');
const main = 'libs/limits/src/scripts/charge.lua';
const generated = 'libs/limits/src/scripts/scripts.generated.ts';

describe('the assembly of Lua scripts', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sixdigit-lua-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function plant(file: string, ...lines: string[]): void {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `${lines.join('\n')}\n`);
  }
  function run(...options: string[]): { status: number | null; faults: string[] } {
    const { status, stderr } = spawnSync('node', [script, ...options], { cwd: folder, encoding: 'utf8' });
    return { status, faults: stderr.split('\n').filter(Boolean) };
  }

  it('puts each include in once, without comments, below the flags', () => {
    plant(
      main,
      '#!lua flags=allow-oom',
      '--- @include "lib/both"',
      '--- @include "@redis/now"',
      "return both() .. '-- kept' .. now() -- why",
    );
    plant(
      'libs/limits/src/scripts/lib/both.lua',
      '--- @include "one"',
      '--- @include "@redis/now"',
      'local function both() return one() end',
    );
    plant('libs/limits/src/scripts/lib/one.lua', '-- a comment', '', 'local function one()', '  return now()', 'end');
    plant('libs/redis/src/scripts/lib/now.lua', 'local function now() return 1 end');
    // `one` needs what stands after it: an include is put in where it is asked for
    expect(run().faults).toEqual(['libs/limits/src/scripts/lib/one.lua:4 now is not defined']);
    plant('libs/limits/src/scripts/lib/one.lua', '--- @include "@redis/now"', 'local function one()', '  return now()', 'end');
    expect(run()).toEqual({ status: 0, faults: [] });
    expect(readFileSync(join(folder, generated), 'utf8')).toContain(
      "  charge: {\n    name: 'limits.charge',\n    lua: `#!lua flags=allow-oom\nlocal function now() return 1 end\nlocal function one()\n  return now()\nend\nlocal function both() return one() end\nreturn both() .. '-- kept' .. now()`,\n",
    );
    expect(run('--check')).toEqual({ status: 0, faults: [] });
  });

  it('keeps in TypeScript what Lua says, whatever signs it uses', () => {
    const lua = ['return "a`b$', '{c}', '\\\\d"'].join('');
    plant(main, '#!lua', lua);
    expect(run().status).toBe(0);
    const written = readFileSync(join(folder, generated), 'utf8');
    const literal = written.slice(written.indexOf('`#!'), written.lastIndexOf('`') + 1);
    expect(runInNewContext(literal)).toBe(`#!lua\n${lua}`);
  });

  it('refuses a generated file that is stale, and one without scripts', () => {
    plant(main, '#!lua', 'return 1');
    expect(run('--check')).toEqual({ status: 1, faults: [`${generated} is stale: run \`npm run generate\``] });
    run();
    expect(run('--check').status).toBe(0);
    plant('libs/sms/src/scripts/scripts.generated.ts', 'export const scripts = {};');
    expect(run('--check')).toEqual({ status: 1, faults: ['libs/sms/src/scripts/scripts.generated.ts has no .lua file beside it'] });
  });

  it('fails where there is no script at all: it saw nothing', () => {
    expect(run('--check').status).toBe(1);
  });

  it.each([
    ['text that is no Lua', ['#!lua', 'local x = = 1', 'return x'], 2, 'expression. expected'],
    ['a misspelt name', ['#!lua', 'local count = 1', 'return coumt + count'], 3, 'coumt is not defined'],
    ['a name outside its block', ['#!lua', 'do local x = 1; redis.call(x) end', 'return x'], 3, 'x is not defined'],
    ['a name in its own initial value', ['#!lua', 'local x = x', 'return x'], 2, 'x is not defined'],
    ['a library that Redis does not have', ['#!lua', "return os.time() .. require('x')"], 2, 'os is not defined'],
    ['a local that is never read', ['#!lua', 'local x, y = 1, 2', 'return x'], 2, 'y is never read'],
    ['a local that is only written', ['#!lua', 'local x = 1', 'x = 2'], 2, 'x is never read'],
    ['a parameter that is never read', ['#!lua', 'local function f(a, b) return a end', 'return f(1)'], 2, 'b is never read'],
    ['a loop variable that is never read', ['#!lua', "for i, key in ipairs(KEYS) do redis.call('DEL', key) end"], 2, 'i is never read'],
    ['an assignment to a global', ['#!lua', 'total = 1'], 2, 'total would be a global'],
    ['a global function', ['#!lua', 'function f() return 1 end'], 2, 'f would be a global'],
    ['a script that does not say whether it adds memory', ["return redis.call('GET', KEYS[1])"], 1, 'does not begin with #!lua'],
    ['flags that are no flags', ['#!lua allow-oom', 'return 1'], 1, 'does not begin with #!lua'],
    ['an include that does not exist', ['#!lua', '--- @include "lib/none"', 'return 1'], 2, 'which does not exist'],
    ['an include that is misspelt', ['#!lua', '--- @inculde "lib/none"', 'return 1'], 2, 'is no include'],
    ['a script of more than 300 lines', ['#!lua', ...Array(300).fill('redis.call(1)')], 301, 'is beyond 300 lines'],
  ])('refuses %s, by file and line', (_fault, lines, line, why) => {
    plant(main, ...lines);
    const { status, faults } = run();
    expect(status).toBe(1);
    expect(faults.join('\n')).toMatch(new RegExp(`^${main}:${line} [^\\n]*${why}`, 'm'));
  });

  it('names the include and not the script for a fault of an include', () => {
    plant(main, '#!lua', '--- @include "lib/a"', 'return a()');
    plant('libs/limits/src/scripts/lib/a.lua', 'local function a()', '  return b()', 'end');
    expect(run().faults).toContain('libs/limits/src/scripts/lib/a.lua:2 b is not defined');
  });

  it('refuses what no script reads of an include, and an include that no script names', () => {
    plant(main, '#!lua', '--- @include "lib/a"', 'return a()');
    plant('libs/limits/src/scripts/other.lua', '#!lua', '--- @include "lib/a"', 'return b()');
    plant('libs/limits/src/scripts/lib/a.lua', 'local function a() return 1 end', 'local function b() return 2 end');
    plant('libs/limits/src/scripts/lib/c.lua', 'local function c() return 3 end');
    expect(run().faults).toEqual(['libs/limits/src/scripts/lib/c.lua:1 is included by no script']);
    plant('libs/limits/src/scripts/other.lua', '#!lua', '--- @include "lib/c"', 'return c()');
    expect(run().faults).toEqual(['libs/limits/src/scripts/lib/a.lua:2 b is never read']);
  });

  it('refuses includes that go in a circle', () => {
    plant(main, '#!lua', '--- @include "lib/a"', 'return a()');
    plant('libs/limits/src/scripts/lib/a.lua', '--- @include "b"', 'local function a() return b() end');
    plant('libs/limits/src/scripts/lib/b.lua', '--- @include "a"', 'local function b() return a() end');
    expect(run().faults.join()).toContain('includes libs/limits/src/scripts/lib/a.lua, which includes itself');
  });

  it.each([
    ['nested functions', ['local function f(a)', '  return function() return a end', 'end', 'return f(1)()']],
    ['recursion', ['local function f(n) if n == 0 then return 0 end return f(n - 1) end', 'return f(3)']],
    ['repeat', ['repeat', '  local done = redis.call(KEYS[1])', 'until done', 'return 1']],
    ['tables', ["local t = { a = 1, ['b'] = 2, 3 }", 't.c = t.a', 'return t']],
    [
      'loops',
      [
        'local s = 0',
        'for i = 1, #ARGV do s = s + i end',
        'for _, v in pairs({ 1 }) do s = s + v end',
        'while s < 0 do s = s + 1 end',
        'return s',
      ],
    ],
    ['varargs', ['local function f(...) return select(1, ...) end', 'return f(cjson.decode(ARGV[1]), bit.bor(1, 2))']],
  ])('accepts %s as the language means it', (_what, lines) => {
    plant(main, '#!lua', ...lines);
    expect(run()).toEqual({ status: 0, faults: [] });
  });
});
