import { Integer, Text } from '@sixdigit/config';

/** How long messages are remembered, and what follows from one that does not arrive. */
export class MessageLogConfig {
  @Integer('MESSAGE_RETENTION_DAYS', {
    about: 'For how many days the history of messages is kept at least: a month goes as a whole, once its last day is older.',
    min: 1,
    max: 3650,
  })
  retentionDays = 90;

  @Text('OTP_ESCALATION', {
    about:
      'When a message is reported undelivered, or is not reported delivered in time: `offer` the next of `OTP_CHANNELS` to the caller, or `send` the code by it at once.',
    values: ['offer', 'send'],
  })
  escalation: 'offer' | 'send' = 'offer';

  @Integer('OTP_ESCALATION_SECONDS', {
    about:
      'With `OTP_ESCALATION=send`: how long a message may go without a receipt of its delivery. 0: only a receipt of its failure counts.',
    min: 0,
    max: 300,
  })
  escalationSeconds = 0;
}
