// Puts a script together from the .lua file and its includes, as BullMQ does.
import { dirname, join, normalize } from 'node:path';

const include = /^--- @include "([^"]+)"\s*$/;

/** `@redis/now` is lent by the lib of that name: `libs/redis/src/scripts/lib/now.lua`. */
const lent = /^@([a-z-]+)\/([\w/-]+)$/;

/**
 * The lines of a script, each with its place, and what is wrong with its includes.
 * Each file stands in a script once, before the first line that needs it.
 * @param file the path of the script, relative to the repository.
 * @param read answers the text of a file, or undefined where there is none.
 */
export function assemble(file, read) {
  const lines = [];
  const faults = [];
  const done = new Set();
  const open = [];
  const add = (current, place) => {
    if (open.includes(current)) return faults.push(`${place} includes ${current}, which includes itself`);
    if (done.has(current)) return undefined;
    done.add(current);
    const text = read(current);
    if (text === undefined) return faults.push(`${place} includes ${current}, which does not exist`);
    open.push(current);
    for (const [index, line] of text.split('\n').entries()) {
      const at = `${current}:${index + 1}`;
      const [, name] = include.exec(line) ?? [];
      if (name !== undefined) add(pathOf(name, current), at);
      else if (line.startsWith('--- @')) faults.push(`${at} is no include: write --- @include "lib/name"`);
      else lines.push({ file: current, line: index + 1, text: line });
    }
    return open.pop();
  };
  add(file, file);
  // Redis reads flags from the first line of the whole script only
  const first = lines.findIndex((line) => line.text.startsWith('#!'));
  if (first > 0) lines.unshift(...lines.splice(first, 1));
  return { lines, faults, included: [...done].filter((name) => name !== file) };
}

function pathOf(name, from) {
  const [, lib, inner] = lent.exec(name) ?? [];
  return lib ? `libs/${lib}/src/scripts/lib/${inner}.lua` : `${normalize(join(dirname(from), name))}.lua`;
}

/** The script as it is sent: without comments and blank lines, because every instance keeps and sends it whole. */
export function shorten(text, comments) {
  let short = text;
  for (const { range } of comments.toReversed()) short = short.slice(0, range[0]) + short.slice(range[1]);
  return short
    .split('\n')
    .map((line) => line.trimEnd())
    .filter(Boolean)
    .join('\n');
}
