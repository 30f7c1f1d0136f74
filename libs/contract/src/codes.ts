/** The closed lists of the interface, for clients that need nothing else: without the metadata of telephone numbers. */
export { type Channel, channels } from './channels.js';
export { type ClientPlatform, clientPlatforms } from './message-client.js';
export { type ProblemCode, problemCodes } from './problems.js';
export { type Purpose, purposes } from './purposes.js';
