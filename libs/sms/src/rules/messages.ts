import { ChallengeConfig } from '@sixdigit/challenge';
import type { ConfigIssue, Settings } from '@sixdigit/config';
import { lintMessages, MessagesConfig, TemplateFault } from '@sixdigit/delivery';

/** What is wrong with the messages of the settings. Throws a `TemplateFault`. */
export function messageFindings(settings: Settings) {
  const { codeLength, lifetimeSeconds } = settings.get(ChallengeConfig);
  return lintMessages(settings.get(MessagesConfig), { codeLength, lifetimeSeconds });
}

/** Messages that cannot be sent: files that cannot be read, texts that carriers or phones would not take. */
export function messageIssues(settings: Settings): ConfigIssue[] {
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
