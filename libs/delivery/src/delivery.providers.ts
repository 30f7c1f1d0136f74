import type { Provider } from '@nestjs/common';
import { Clock, Settings } from '@sixdigit/config';
import { Inbox } from '@sixdigit/inbox';
import { Delivery } from './delivery.js';
import { messageTemplates } from './messages/message-templates.js';
import { MessagesConfig } from './messages/messages.config.js';
import { MessageTemplates } from './messages/templates.js';
import { ProviderKit } from './provider-kit/provider-kit.js';
import { Router } from './routing/router.js';
import { Receipts } from './selection/receipts.js';
import { routerFor } from './selection/router-for.js';
import { admitEverySend, SendPolicy } from './send-policy.js';

/** What the module of `sms` is made of, on the side of delivering. It hands in the {@link ProviderKit}. */
export const deliveryProviders: Provider[] = [
  { provide: Inbox, inject: [Clock], useFactory: (clock: Clock) => new Inbox(clock) },
  { provide: Router, inject: [Settings, ProviderKit, Clock], useFactory: routerFor },
  { provide: Receipts, inject: [Settings, ProviderKit], useFactory: Receipts.from },
  { provide: SendPolicy, useValue: admitEverySend },
  Delivery,
  { provide: MessageTemplates, inject: [MessagesConfig], useFactory: messageTemplates },
];
