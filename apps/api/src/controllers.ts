import type { Type } from '@nestjs/common';
import type { Settings } from '@sixdigit/config';
import { selectionOf } from '@sixdigit/delivery';
import { OtpController } from './auth/otp.controller.js';
import { SessionController } from './auth/session.controller.js';
import { contractControllers } from './contracts/contract-controllers.js';
import { InboxController } from './dev/inbox.controller.js';
import { HealthController } from './health/health.controller.js';
import { MetricsController } from './metrics/metrics.controller.js';
import { MeController } from './users/me.controller.js';
import { WebhooksController } from './webhooks/webhooks.controller.js';

/** The routes that these settings ask for. */
export function controllersOf(settings: Settings): Type[] {
  const selection = selectionOf(settings);
  const showsInbox = 'used' in selection && selection.used.includes('development');
  return [
    OtpController,
    SessionController,
    MeController,
    ...contractControllers,
    WebhooksController,
    HealthController,
    MetricsController,
    ...(showsInbox ? [InboxController] : []),
  ];
}
