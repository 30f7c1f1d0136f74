import type { Type } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { Operations } from '../http/operations.js';
import { ProblemDto } from '../http/problem.dto.js';
import { dialectSchema } from '../http/problem-dialect.js';

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
  const operations = new Operations(controllersOf(app));
  const document = SwaggerModule.createDocument(app, options, {
    extraModels: [ProblemDto],
    operationIdFactory: (controller, method, version) => operations.idOf(controller, method, version),
  });
  sayWhoMayCall(document, operations);
  const dialects = Object.fromEntries(operations.dialects.map((dialect) => [dialect.name, dialectSchema(dialect)]));
  const { ProblemDto: problem, ...schemas } = document.components?.schemas ?? {};
  return {
    ...document,
    components: { ...document.components, schemas: { ...schemas, ...(problem ? { Problem: problem } : {}), ...dialects } },
  };
}

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** An operation without `security` could as well have been forgotten. */
function sayWhoMayCall({ paths }: OpenAPIObject, operations: Operations): void {
  for (const path of Object.values(paths))
    for (const method of methods) {
      const operation = path[method];
      if (operation) operation.security = operations.isPublic(operation.operationId ?? '') ? [] : [{ bearer: [] }];
    }
}

function controllersOf(app: NestFastifyApplication): readonly Type[] {
  return [...app.get(ModulesContainer).values()].flatMap((module) =>
    [...module.controllers.values()].flatMap(({ metatype }) => (metatype ? [metatype as Type] : [])),
  );
}

export function serveDocs(app: NestFastifyApplication, document: OpenAPIObject): void {
  SwaggerModule.setup('docs', app, document, { jsonDocumentUrl: 'docs/openapi.json' });
}
