import { channels } from '@sixdigit/contract';

/** The shape of a setting that lists channels. */
export const channelShape = {
  pattern: new RegExp(`^(?:${channels.join('|')})$`),
  message: `must be of ${channels.join(', ')}, separated by commas`,
};
