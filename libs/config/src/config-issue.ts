/** What is wrong with a variable and what to do about it. Never its value. */
export interface ConfigIssue {
  readonly name: string;
  readonly text: string;
}
