import type { OpenAPIObject } from '@nestjs/swagger';
import type { ProblemCode } from '@sixdigit/contract';
import type { ProblemBody } from './problem-body.js';

export type Schema = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];

/** A member that a dialect adds to a problem. */
interface DialectMember {
  readonly schema: Schema;
  /** Its value for this problem; undefined where it has no such member. */
  readonly of: (problem: ProblemBody) => unknown;
  /** Every problem has it. */
  readonly required?: true;
}

/**
 * How the routes of a system that was replaced tell a failure: its own texts, and members of its own beside those of
 * RFC 9457. Statuses and codes are those of the table. A route names it in its route config, which Fastify has at hand
 * before it reads a body: so what is no JSON, too large or of the wrong type is answered in it too.
 */
export interface ProblemDialect {
  /** The name of its schema in the OpenAPI document. */
  readonly name: string;
  /** Texts that stand for the table's `detail`. */
  readonly details?: Readonly<Partial<Record<ProblemCode, string>>>;
  readonly members?: Readonly<Record<string, DialectMember>>;
}

/** The members of a dialect, for one problem. */
export function dialectMembers({ members = {} }: ProblemDialect, problem: ProblemBody): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).map(([name, member]) => [name, member.of(problem)]));
}

const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** What a problem of a route is documented as. */
export function problemReference(dialect?: ProblemDialect): { readonly $ref: string } {
  return reference(dialect?.name ?? 'Problem');
}

/** A dialect as a schema: a problem, and its members. */
export function dialectSchema({ members = {} }: ProblemDialect): Schema {
  const entries = Object.entries(members);
  return {
    allOf: [
      reference('Problem'),
      {
        type: 'object',
        properties: Object.fromEntries(entries.map(([name, { schema }]) => [name, schema])),
        required: entries.filter(([, { required }]) => required).map(([name]) => name),
      },
    ],
  };
}
