import type { ConfigIssue } from './config-issue.js';
import type { Settings } from './settings.js';

/**
 * What no single setting shows: settings that contradict each other, or that production must not have. A rule sees numbers
 * and flags that are valid in themselves; it is no failure of the rule when a text is not.
 */
export type ConfigRule = (settings: Settings) => readonly ConfigIssue[];
