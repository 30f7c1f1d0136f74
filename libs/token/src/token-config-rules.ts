import type { ConfigIssue, ConfigRule, Settings } from '@sixdigit/config';
import { KeysConfig, secretWeakness } from '@sixdigit/keys';
import { TokenConfig } from './token.config.js';

function jwtSecretWeak(settings: Settings): ConfigIssue[] {
  const { jwtSecret } = settings.get(TokenConfig);
  const weakness = jwtSecret === undefined ? undefined : secretWeakness(jwtSecret);
  return weakness === undefined ? [] : [{ name: 'JWT_SECRET', text: weakness }];
}

/** Other services hold JWT_SECRET to verify tokens: one that leaks it must not leak the root key. */
function jwtSecretIsRootKey(settings: Settings): ConfigIssue[] {
  const { jwtSecret } = settings.get(TokenConfig);
  const { secretKey, previous } = settings.get(KeysConfig);
  const issue = (other: string): ConfigIssue => ({ name: 'JWT_SECRET', text: `is the same as ${other}; set it to another value` });
  if (jwtSecret === undefined) return [];
  return [
    ...(jwtSecret === secretKey ? [issue('SECRET_KEY')] : []),
    ...(previous.includes(jwtSecret) ? [issue('a key of SECRET_KEY_PREVIOUS')] : []),
  ];
}

/** Secrets of tokens that can be guessed, or that are the root key. */
export const tokenConfigRules: readonly ConfigRule[] = [jwtSecretWeak, jwtSecretIsRootKey];
