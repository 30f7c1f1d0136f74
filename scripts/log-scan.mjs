// Looks for every code, token and number that the end-to-end tests used in everything that the service logged meanwhile.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Every form is found by its first characters, so that the time taken does not grow with the number of secrets. */
const probeLength = 6;

/** A form shorter than this stands in a line by chance; the whole secret is looked for in any case. */
const fragmentMin = 8;

/** Numbers that a logger writes into every line by itself. */
const ownNumbers = /"(?:time|pid|responseTime)":[\d.]+/g;

/** A secret in the ways in which it could hide in a line. */
export function disguises({ kind, value }) {
  if (kind === 'otp') return [value];
  const plain = kind === 'phone' ? [value, value.replace(/^\+/, '')] : [value];
  const written = plain.flatMap((text) => [text, encodeURIComponent(text), JSON.stringify(text).slice(1, -1)]);
  return [...new Set([...written, ...plain.flatMap(inBase64)])];
}

/** The middle of the text in Base64, for each of the three ways in which it can begin inside a longer text. */
function inBase64(text) {
  return ['base64', 'base64url'].flatMap((encoding) =>
    [0, 1, 2]
      .map((before) => {
        const whole = Buffer.concat([Buffer.alloc(before), Buffer.from(text)]);
        const settled = Math.floor((whole.length * 8) / 6);
        return whole.toString(encoding).slice(Math.ceil((before * 8) / 6), settled);
      })
      .filter((form) => form.length >= fragmentMin),
  );
}

/** Lines that hold a secret: file, line and kind, never the secret. */
export function leaks(logs, secrets) {
  const codes = new Set(secrets.filter(({ kind }) => kind === 'otp').map(({ value }) => value));
  const forms = new Map();
  for (const secret of secrets) {
    if (secret.kind === 'otp') continue;
    for (const text of disguises(secret)) {
      const probe = text.slice(0, probeLength);
      forms.set(probe, [...(forms.get(probe) ?? []), { kind: secret.kind, text }]);
    }
  }
  return logs.flatMap(({ file, lines }) =>
    lines.flatMap((line, index) =>
      [...kindsIn(line.replaceAll(ownNumbers, ''), codes, forms)].map((kind) => `${file}:${index + 1} holds a ${kind}`),
    ),
  );
}

function kindsIn(line, codes, forms) {
  const kinds = new Set();
  // six digits stand inside longer numbers by chance: a code counts as a word of its own
  for (const [word] of line.matchAll(/[0-9A-Za-z]+/g)) if (codes.has(word)) kinds.add('otp');
  for (let at = 0; at + probeLength <= line.length; at++) {
    for (const { kind, text } of forms.get(line.slice(at, at + probeLength)) ?? []) if (line.startsWith(text, at)) kinds.add(kind);
  }
  return kinds;
}

if (import.meta.main) {
  const folder = process.argv[2];
  const named = (prefix) => readdirSync(folder).filter((file) => file.startsWith(prefix));
  const linesOf = (file) => readFileSync(join(folder, file), 'utf8').split('\n').filter(Boolean);
  const logs = named('log-').map((file) => ({ file, lines: linesOf(file) }));
  const secrets = [...new Set(named('secret-').flatMap(linesOf))].map((line) => JSON.parse(line));
  const lines = logs.reduce((sum, log) => sum + log.lines.length, 0);
  const found = leaks(logs, secrets);
  for (const line of found) console.error(line);
  console.log(`${secrets.length} secrets, ${lines} log lines, ${found.length} leaks`);
  // a scan that saw nothing proves nothing
  process.exitCode = found.length > 0 || secrets.length === 0 || lines === 0 ? 1 : 0;
}
