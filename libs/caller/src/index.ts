export { CallerConfig } from './caller.config.js';
export { type Caller, noCaller } from './caller.js';
export { callerConfigRules } from './caller-config-rules.js';
export { callerAt, callerOf, FromCaller } from './caller-of.js';
export { trustProxyOption } from './trust-proxy.js';
