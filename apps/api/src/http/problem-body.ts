import type { ProblemExtras } from '@sixdigit/contract';

/** An RFC 9457 problem. `type` is a name, not an address: the page of problems moves, the name does not. */
export interface ProblemBody extends ProblemExtras {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly request_id: string;
}
