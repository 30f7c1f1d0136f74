import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** As much of an OpenAPI document as is changed here. */
interface Schema {
  type?: string;
  nullable?: boolean;
  required?: string[];
  additionalProperties?: boolean;
  properties?: Record<string, Schema>;
  [key: string]: unknown;
}

interface Media {
  schema: Schema;
  encoding?: Record<string, object>;
}

interface Operation {
  requestBody?: { required?: boolean; content: Record<string, Media> };
  [key: string]: unknown;
}

type PathItem = Partial<Record<'get' | 'post' | 'delete', Operation>>;

interface Document {
  openapi: `3.0.${string}`;
  info: { title: string; version: string };
  servers: { url: string }[];
  paths: Record<string, PathItem>;
  components: { schemas: Record<string, Schema>; securitySchemes: Record<string, never> };
}

const account = '/2010-04-01/Accounts/{AccountSid}';
const verify = '/v2/Services/{ServiceSid}';

const require = createRequire(import.meta.url);

/** The paths that the sandbox serves, by the file that describes them. */
const served = {
  [require.resolve('@twilio/cli-core/src/services/twilio-api/twilio_verify_v2.json')]: [
    '/v2/Services/{Sid}',
    `${verify}/Verifications`,
    `${verify}/Verifications/{Sid}`,
    `${verify}/VerificationCheck`,
  ],
  [require.resolve('@twilio/cli-core/src/services/twilio-api/twilio_api_v2010.json')]: [
    '/2010-04-01/Accounts/{Sid}.json',
    `${account}/Messages.json`,
    `${account}/Messages/{Sid}.json`,
    `${account}/Messages/{MessageSid}/Feedback.json`,
    `${account}/Calls.json`,
    `${account}/Calls/{Sid}.json`,
  ],
  [require.resolve('@twilio/cli-core/src/services/twilio-api/twilio_messaging_v1.json')]: ['/v1/Services/{Sid}'],
};

/** Twilio's published OpenAPI files, cut to what is served, and stricter than they were written: what they do not name is refused. */
export function publishedApi(): Document {
  const paths: Record<string, PathItem> = {};
  const schemas: Record<string, Schema> = {};
  for (const [file, wanted] of Object.entries(served)) {
    const document = JSON.parse(readFileSync(file, 'utf8')) as Document;
    for (const path of wanted) paths[path] = strict(document.paths[path], path);
    Object.assign(schemas, reachable(wanted, paths, document.components.schemas));
  }
  const document: Document = {
    openapi: '3.0.1',
    info: { title: 'Twilio', version: '1.0.0' },
    servers: [{ url: '/' }],
    paths,
    components: { schemas, securitySchemes: {} },
  };
  // the files say `nullable` where they say no type, which a validator cannot read
  walk(document, (node) => {
    if ('nullable' in node && !('type' in node)) delete node['nullable'];
  });
  return document;
}

/** Resources of which only their reading is served. */
const readOnly = new Set(['/v1/Services/{Sid}', '/v2/Services/{Sid}', '/2010-04-01/Accounts/{Sid}.json']);

function strict(item: PathItem | undefined, path: string): PathItem {
  if (!item) throw new Error(`Twilio's files describe no ${path} any more.`);
  const methods = readOnly.has(path) ? (['get'] as const) : (['get', 'post', 'delete'] as const);
  const operations = methods.flatMap((method) => (item[method] ? [[method, item[method]] as const] : []));
  for (const [, operation] of operations) {
    // who asks is decided by the sandbox
    operation['security'] = [];
    for (const media of Object.values(operation.requestBody?.content ?? {})) {
      media.schema.additionalProperties = false;
      if (operation.requestBody && media.schema.required) operation.requestBody.required = true;
      if (path.endsWith('/Verifications')) media.schema.properties = { Templates: { type: 'string' }, ...media.schema.properties };
      const lists = Object.entries(media.schema.properties ?? {}).filter(([, { type }]) => type === 'array');
      if (lists.length > 0) media.encoding = Object.fromEntries(lists.map(([name]) => [name, { style: 'form', explode: true }]));
    }
    // list pages are named by paths, and a format of their schema says URI
    walk(operation['responses'], (node) => {
      if (node['format'] === 'uri') delete node['format'];
    });
  }
  return Object.fromEntries(operations);
}

/** The schemas that these paths name, and those that they name. */
function reachable(wanted: readonly string[], paths: Record<string, PathItem>, all: Record<string, Schema>): Record<string, Schema> {
  const found: Record<string, Schema> = {};
  const follow = (from: unknown) =>
    walk(from, ({ $ref }) => {
      const name = typeof $ref === 'string' ? $ref.replace('#/components/schemas/', '') : undefined;
      if (name === undefined || found[name]) return;
      found[name] = all[name]!;
      follow(found[name]);
    });
  for (const path of wanted) follow(paths[path]);
  return found;
}

function walk(node: unknown, visit: (node: Record<string, unknown>) => void): void {
  if (typeof node !== 'object' || node === null) return;
  if (!Array.isArray(node)) visit(node as Record<string, unknown>);
  for (const child of Object.values(node)) walk(child, visit);
}
