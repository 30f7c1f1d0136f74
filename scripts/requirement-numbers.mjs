// Every requirement (R…) and attack test (T…) that code, tests or pages cite has a row in docs/security.md.
import { globSync, readFileSync } from 'node:fs';

const page = 'docs/security.md';

/**
 * A number that stands by itself, without a leading zero. Not the hour in a time of day (its letter, its digits, a colon and more
 * digits), and not the registered texts of India, which their tests count from zero and call `text` and a number.
 */
const citation = /(?<!text )\b[RT][1-9]\d{0,2}\b(?!:\d)/g;

const row = /^\| ([RT][1-9]\d{0,2}) +\|/gm;

/** How many citations there are, and those without a row in the page as `file:line …`. */
export function uncoveredCitations(files, read) {
  const rows = new Set(files.includes(page) ? Array.from(read(page).matchAll(row), ([, number]) => number) : []);
  const cited = files.flatMap((file) =>
    read(file)
      .split('\n')
      .flatMap((line, index) => Array.from(line.matchAll(citation), ([number]) => ({ number, place: `${file}:${index + 1}` }))),
  );
  const uncovered = cited.filter(({ number }) => !rows.has(number));
  return {
    count: cited.filter(({ place }) => !place.startsWith(`${page}:`)).length,
    uncovered: uncovered.map(({ number, place }) => `${place} cites ${number}, which ${page} does not have`),
  };
}

if (process.argv[1]?.endsWith('requirement-numbers.mjs')) {
  const files = globSync('{apps,libs,test,scripts,docs}/**/*.{ts,mjs,md}');
  const { count, uncovered } = uncoveredCitations(files, (file) => readFileSync(file, 'utf8'));
  for (const line of uncovered) console.error(line);
  if (count === 0) console.error('Nothing cites a requirement: the check saw nothing.');
  process.exitCode = uncovered.length > 0 || count === 0 ? 1 : 0;
}
