import type { Type } from '@nestjs/common';

/** A controller whose routes stand outside `/api`, under these paths: for machines, and where a contract writes them so. */
export interface RootController extends Type {
  readonly rootPaths: readonly string[];
}

/** The paths of all routes that take no prefix. */
export function rootPathsOf(controllers: readonly Type[]): string[] {
  return controllers.flatMap((controller) => (controller as Partial<RootController>).rootPaths ?? []);
}
