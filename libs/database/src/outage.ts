import { unavailable } from '@sixdigit/contract';

/** SQLSTATE classes and codes that say the server is away, starting, stopping or full: not that the statement is wrong. */
const sqlStates = /^(?:08|53|57P0|57014|25006)/;
const socketCodes = /^(?:ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|ENOENT|EACCES)/;
const driverTexts =
  /connection (?:terminated|timeout)|timeout exceeded|query read timeout|client has encountered a connection error|PGlite is clos/i;

/** A database that cannot answer is a 503; everything else is passed on as it is. */
export function outageProblem(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const code = String((error as { code?: unknown }).code ?? '');
  const away = sqlStates.test(code) || socketCodes.test(code) || driverTexts.test(error.message);
  return away ? unavailable(error) : error;
}
