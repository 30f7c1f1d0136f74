export type { Fault } from './http/faults.js';
export { Sandbox } from './sandbox.js';
