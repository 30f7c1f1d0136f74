import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { ProblemDto } from './problem.dto.js';

/** The version of the HTTP interface, not of the program. */
const interfaceVersion = '1.0.0';

/** The interface as OpenAPI 3.1. */
export function openApiDocument(app: NestFastifyApplication): OpenAPIObject {
  const options = new DocumentBuilder()
    .setTitle('Sixdigit')
    .setDescription('Sign-in by phone number. Failures are RFC 9457 problems.')
    .setVersion(interfaceVersion)
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addServer('/')
    .addBearerAuth()
    .build();
  const document = SwaggerModule.createDocument(app, options, { extraModels: [ProblemDto] });
  const { ProblemDto: problem, ...schemas } = document.components?.schemas ?? {};
  sayWhereNoTokenIsAsked(document);
  nameByVersion(document);
  return { ...document, components: { ...document.components, schemas: { ...schemas, ...(problem ? { Problem: problem } : {}) } } };
}

/** An operation without a word on security could as well have been forgotten. */
function sayWhereNoTokenIsAsked({ paths }: OpenAPIObject): void {
  for (const path of Object.values(paths)) for (const operation of [path.get, path.post]) if (operation) operation.security ??= [];
}

/** A route that answers with and without a version is two operations. */
function nameByVersion({ paths }: OpenAPIObject): void {
  for (const [path, { post }] of Object.entries(paths))
    if (post?.operationId?.startsWith('contract') && path.startsWith('/api/v1/')) post.operationId += 'V1';
}

export function serveDocs(app: NestFastifyApplication, document: OpenAPIObject): void {
  SwaggerModule.setup('docs', app, document, { jsonDocumentUrl: 'docs/openapi.json' });
}
