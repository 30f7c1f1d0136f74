// What the tools for imports cannot see. Each rule with its reason; tests and scripts are free of them.
import { globSync, readFileSync } from 'node:fs';

const rules = [
  {
    in: /^libs\//,
    pattern:
      /\b(?:Http|BadRequest|Unauthorized|Forbidden|NotFound|MethodNotAllowed|NotAcceptable|RequestTimeout|Conflict|Gone|PreconditionFailed|PayloadTooLarge|UnsupportedMediaType|UnprocessableEntity|ImATeapot|Misdirected|InternalServerError|NotImplemented|BadGateway|ServiceUnavailable|GatewayTimeout|HttpVersionNotSupported)Exception\b/,
    why: 'rule 5: libs throw a Problem; they know no HTTP',
  },
  {
    in: /./,
    not: /^libs\/config\/src\/environment\.ts$/,
    pattern: /\bprocess\.env\b/,
    why: 'rule 4: the environment is read once, by the loader',
  },
  { in: /./, pattern: /\bforwardRef\b/, why: 'rule 2: a cycle that is forced is a cycle' },
  { in: /./, pattern: /\bMath\.random\b/, why: 'R1: codes and tokens come from the system’s generator' },
  { in: /\/index\.ts$/, pattern: /export \*/, why: 'rule 3: an index lists its exports by name' },
  {
    in: /^(?:apps|libs)\//,
    not: /\.store\.ts$|^libs\/(?:database|redis)\/|\.module\.ts$/,
    pattern: /\b(?:database|redis|connection)\.(?:run|ask|kysely)\b/,
    why: 'rule 6: only stores and the connection libs await a database or Redis call',
  },
];

/** Words of their own, whatever provider is named so: NODE_ENV has a value `development`. */
const plainWords = new Set(['development']);
const providerFolder = /^libs\/delivery\/src\/providers\/([^/]+)\//;
const definedName = /\bdefineProvider\([\s\S]*?\bname: '([a-z0-9-]+)'/;

/** What names a provider outside its folder: `'twilio'`, or `/webhooks/twilio/…`. Examples and comments are text for people; imports have rules of their own. */
function namesProvider(line, name) {
  if (/^\s*(?:\*|\/\/|\/\*)|\bexample:|^import .* from '/.test(line)) return false;
  return new RegExp(`(['"\`])${name}\\1|/webhooks/${name}\\b`).test(line);
}

/** Rule 5: only a provider's own folder names it, and the account folder of its vendor. Its line in the registry is an import. */
function brokenNames(files, read) {
  const providers = files.flatMap((file) => {
    const [, folder] = providerFolder.exec(file) ?? [];
    const [, name] = (folder && definedName.exec(read(file))) || [];
    return name && !plainWords.has(name) ? [{ folder, name }] : [];
  });
  const mayName = (file, { folder }) => {
    const own = providerFolder.exec(file)?.[1];
    return own === folder || own === `${folder.split('-', 1)[0]}-account`;
  };
  return files
    .filter((file) => /^(?:libs|apps\/api)\//.test(file))
    .flatMap((file) => {
      const others = providers.filter((provider) => !mayName(file, provider));
      return read(file)
        .split('\n')
        .flatMap((line, index) => {
          const found = others.find(({ name }) => namesProvider(line, name));
          return found ? [`${file}:${index + 1} rule 5: nothing outside its folder names the provider ${found.name}`] : [];
        });
    });
}

const isFree = (file) => /\.(?:spec|suite|fake)\.ts$/.test(file);

/** Every broken rule as `file:line why`. */
export function brokenRules(all, read) {
  const files = all.filter((file) => !isFree(file));
  return [...brokenNames(files, read), ...brokenLines(files, read)];
}

function brokenLines(files, read) {
  return files.flatMap((file) => {
    const applicable = rules.filter((rule) => rule.in.test(file) && !rule.not?.test(file));
    return read(file)
      .split('\n')
      .flatMap((line, index) => applicable.filter((rule) => rule.pattern.test(line)).map((rule) => `${file}:${index + 1} ${rule.why}`));
  });
}

if (process.argv[1]?.endsWith('architecture-rules.mjs')) {
  const files = globSync('{apps,libs}/**/*.ts');
  const broken = brokenRules(files, (file) => readFileSync(file, 'utf8'));
  for (const line of broken) console.error(line);
  // a check that saw nothing proves nothing
  process.exitCode = broken.length > 0 || files.length === 0 ? 1 : 0;
}
