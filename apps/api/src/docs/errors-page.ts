import { problemCodes, problems } from '@sixdigit/contract';

/** The page of problems: a heading for each code. */
export function errorsPage(): string {
  const sections = problemCodes.flatMap((code) => {
    const { status, title, detail, retryable } = problems[code];
    const advice = retryable ? 'The same request may succeed later.' : 'The same request will fail again.';
    return [`## ${code}`, '', `${status} · ${title}. \`detail\`: "${detail}". ${advice}`, ''];
  });
  return [
    '# Problems',
    '',
    'Every failure is `application/problem+json` (RFC 9457) with one of these codes; switch on `code`. `retry_after` stands in the body and in `Retry-After`. This page is generated from the table.',
    '',
    ...sections,
  ].join('\n');
}
