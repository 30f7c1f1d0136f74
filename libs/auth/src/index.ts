export { AccountService } from './account/account.service.js';
export type { User } from './account/user.js';
export { AuthConfig } from './auth.config.js';
export { AuthModule } from './auth.module.js';
export { type SignInOutcome, SignInService } from './sign-in/sign-in.service.js';
