import type { ConfigIssue } from './config-issue.js';

/** Settings under which nothing must start: every wrong variable, never a value. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';

  constructor(readonly issues: readonly ConfigIssue[]) {
    super(issues.map(({ name, text }) => `${name} ${text}`).join('\n'));
  }
}
