/** Something that a look at a provider's live configuration found. */
export interface Diagnostic {
  readonly severity: 'ok' | 'warning' | 'error';
  /** What was looked at. */
  readonly subject: string;
  /** What is wrong, and where in the provider's console to fix it. No secret. */
  readonly text: string;
}
