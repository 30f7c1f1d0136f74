export { type Authentication, firstFactor } from './authentication.js';
export type { RefreshToken } from './refresh-tokens.js';
export { TokenConfig } from './token.config.js';
export { TokenModule } from './token.module.js';
export { type NewSession, type Principal, type SessionFacts, TokenService, type Tokens } from './token.service.js';
export { tokenConfigRules } from './token-config-rules.js';
