import type { ConfigClass } from '@sixdigit/config';
import { DltConfig } from '../messages/dlt.config.js';
import { MessagesConfig } from '../messages/messages.config.js';
import { definitions } from '../providers/registry.js';
import { ChannelsConfig } from '../routing/channels.config.js';
import { TestNumbersConfig } from '../routing/test-numbers/test-numbers.config.js';
import { SelectionConfig } from './selection.config.js';

/** The config classes of delivery: the selection, every provider's, and what messages say. */
export const deliveryConfigs: readonly ConfigClass[] = [
  ChannelsConfig,
  DltConfig,
  MessagesConfig,
  SelectionConfig,
  ...new Set(definitions.flatMap((definition) => definition.configs)),
  TestNumbersConfig,
];
