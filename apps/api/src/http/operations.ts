import { SetMetadata, type Type } from '@nestjs/common';
import type { ProblemDialect } from './problem-dialect.js';
import { isPublic } from './public.js';

/** The names of a route that answers with and without a version. */
export interface OperationIds {
  readonly neutral: string;
  readonly v1: string;
}

interface Operation {
  readonly id: string | OperationIds;
  readonly dialect?: ProblemDialect | undefined;
}

const operationMetadata = 'sixdigit:operation';

/** What the OpenAPI document has to know of a handler: its name there, and so in generated clients, and the dialect of its problems. */
export const DocumentedOperation = (operation: Operation) => SetMetadata(operationMetadata, operation);

/** The operations of an application, as its controllers declare them. */
export class Operations {
  /** By controller and method, as in `OtpController.request`. */
  private readonly byHandler = new Map<string, Operation & { readonly isPublic: boolean }>();
  private readonly publicIds = new Set<string>();

  constructor(controllers: readonly Type[]) {
    for (const controller of controllers)
      for (const method of Object.getOwnPropertyNames(controller.prototype)) {
        const handler: unknown = controller.prototype[method];
        const operation = typeof handler === 'function' && (Reflect.getMetadata(operationMetadata, handler) as Operation | undefined);
        if (operation) this.byHandler.set(`${controller.name}.${method}`, { ...operation, isPublic: isPublic(handler, controller) });
      }
  }

  get dialects(): readonly ProblemDialect[] {
    return [...this.byHandler.values()].flatMap(({ dialect }) => dialect ?? []);
  }

  /** The name of an operation. Throws where a route was given none: a generated client would call it anything. */
  idOf(controller: string, method: string, version: string | undefined): string {
    // a handler that stands under two paths is called `method[0]` and `method[1]`
    const operation = this.byHandler.get(`${controller}.${method.replace(/\[\d+\]$/, '')}`);
    if (!operation) throw new Error(`${controller}.${method} has no operation id.`);
    const { id } = operation;
    const name = typeof id === 'string' ? id : version === undefined ? id.neutral : id.v1;
    if (operation.isPublic) this.publicIds.add(name);
    return name;
  }

  /** Whether the operation of this name answers callers who are not signed in, as the guard sees it. */
  isPublic(id: string): boolean {
    return this.publicIds.has(id);
  }
}
