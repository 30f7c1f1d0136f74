import { sandboxProvider } from '../../provider-kit/sandbox-provider.fake.js';

export const local = sandboxProvider('twilio', {
  refusal: { kind: 'error', status: 400, code: 21606 },
  environment: { TWILIO_TIMEOUT_MS: '2000' },
  // Twilio gets the feedback for a right code off the path, at some later time
  sendsNothing: /\/Feedback/,
});
