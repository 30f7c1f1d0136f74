export { Clock } from './clock.js';
export type { ConfigIssue } from './config-issue.js';
export { readEnvironment } from './environment.js';
export { type Environment, type Loaded, load } from './load.js';
export { ServiceConfig } from './service.config.js';
export { type ConfigClass, Flag, Integer, List, type Rate, RateLimit, type Setting, settingsOf, Text } from './setting.js';
export { Settings } from './settings.js';
export { SettingsModule } from './settings.module.js';
