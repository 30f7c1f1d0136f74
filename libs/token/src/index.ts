export type { Authentication } from './authentication.js';
export { TokenConfig } from './token.config.js';
export { TokenModule } from './token.module.js';
export { type NewSession, type Principal, TokenService, type Tokens } from './token.service.js';
export { tokenConfigRules } from './token-config-rules.js';
