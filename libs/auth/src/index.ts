export { AccountService } from './account.service.js';
export { AuthConfig } from './auth.config.js';
export { AuthModule } from './auth.module.js';
export { type SignedIn, SignInService } from './sign-in.service.js';
export type { User } from './user.js';
