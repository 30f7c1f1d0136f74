import { problemTopics } from '@sixdigit/contract';

/** The page of problems: a heading for each code, by topic. */
export function errorsPage(): string {
  const sections = Object.entries(problemTopics).flatMap(([topic, problems]) => [
    `## ${topic}`,
    '',
    ...Object.entries(problems).flatMap(([code, { status, title, detail, retryable }]) => {
      const advice = retryable ? 'The same request may succeed later.' : 'The same request will fail again.';
      return [`### ${code}`, '', `${status} · ${title}. \`detail\`: "${detail}". ${advice}`, ''];
    }),
  ]);
  return [
    '# Problems',
    '',
    'Every failure is `application/problem+json` (RFC 9457) with one of these codes; switch on `code`. `retry_after` stands in the body and in `Retry-After`. A route of a contract may say the `detail` in its own words, and adds its own members. This page is generated from the table.',
    '',
    ...sections,
  ].join('\n');
}
