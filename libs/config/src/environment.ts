import type { Environment } from './load.js';

/** The process's environment, for a library that finds itself in another application: that application reads its own `.env`. */
export function processEnvironment(): Environment {
  return { ...process.env };
}
