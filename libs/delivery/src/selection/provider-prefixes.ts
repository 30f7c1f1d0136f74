import { definitions } from '../providers/registry.js';

/** What the variables of every provider begin with: an unknown name under one of these is worth a warning. */
export const providerPrefixes: readonly string[] = [...new Set(definitions.map(({ variables }) => variables.prefix))];
