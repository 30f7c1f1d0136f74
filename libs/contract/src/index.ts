export { type Channel, channels } from './channels.js';
export { type FaultKind, faultKinds } from './fault-kinds.js';
export { maskPhone, maskPhonesIn } from './mask.js';
export { clientPlatforms, type MessageClient } from './message-client.js';
export { countryOf, isPhoneRegion, type ParsedPhone, type PhoneRules, parsePhone } from './phone.js';
export { Problem, type ProblemExtras } from './problem.js';
export { type ProblemCode, problemCodes, problems } from './problems.js';
export { type Purpose, purposes } from './purposes.js';
export { unavailable } from './unavailable.js';
