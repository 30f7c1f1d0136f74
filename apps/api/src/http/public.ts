import { SetMetadata } from '@nestjs/common';
import type { ProblemCode } from '@sixdigit/contract';

const publicMetadata = 'sixdigit:public';

/** Answers callers who are not signed in. Without it a route is refused to them. */
export const Public = () => SetMetadata(publicMetadata, true);

/** Whether a handler answers callers who are not signed in: what the guard enforces, and what the documents say. */
export const isPublic = (handler: object, controller: object): boolean =>
  Reflect.getMetadata(publicMetadata, handler) === true || Reflect.getMetadata(publicMetadata, controller) === true;

/** What a route that is not public may answer because of it. */
export const accessProblems = ['token_required', 'token_invalid'] as const satisfies readonly ProblemCode[];
