import type { ConfigIssue, ConfigRule, Settings } from '@sixdigit/config';
import { selectionOf } from '@sixdigit/delivery';
import { messageIssues } from './messages.js';
import { regionIssues } from './phones.js';
import { testNumberIssues, testNumbersEndIssues } from './test-numbers.js';

function selectionIssues(settings: Settings): readonly ConfigIssue[] {
  const selection = selectionOf(settings);
  return 'refused' in selection ? selection.refused : [];
}

/** Phones, providers, messages and test numbers under which no code may be sent. */
export const smsConfigRules: readonly ConfigRule[] = [selectionIssues, testNumberIssues, testNumbersEndIssues, messageIssues, regionIssues];
