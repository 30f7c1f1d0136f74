import { ChallengeConfig } from '@sixdigit/challenge';
import type { ConfigIssue, Settings } from '@sixdigit/config';
import { lintMessages, MessagesConfig, TemplateFault } from '@sixdigit/delivery';

const codeDigitsMin = 6;
const codeDigitsMax = 10;

/** What is wrong with the messages of the settings. Throws a `TemplateFault`. */
export function messageFindings(settings: Settings) {
  const { codeLength, lifetimeSeconds } = settings.get(ChallengeConfig);
  // a length out of its range is reported elsewhere
  const shown = Math.min(Math.max(codeLength, codeDigitsMin), codeDigitsMax);
  return lintMessages(settings.get(MessagesConfig), { codeLength: shown, lifetimeSeconds });
}

/** Why the start is refused because of its messages: files that cannot be read, texts that carriers or phones would not take. */
export function templateIssues(settings: Settings): ConfigIssue[] {
  const name = settings.get(MessagesConfig).templatesDir === undefined ? 'OTP_WEB_ORIGINS' : 'MESSAGE_TEMPLATES_DIR';
  try {
    return messageFindings(settings)
      .filter(({ severity }) => severity === 'error')
      .map(({ locale, purpose, text }) => ({ name, text: `makes a message (${locale}, ${purpose}) that ${text}` }));
  } catch (error) {
    if (!(error instanceof TemplateFault)) throw error;
    return error.issues.map((issue) => ({ name, text: `has a fault: ${issue}` }));
  }
}
