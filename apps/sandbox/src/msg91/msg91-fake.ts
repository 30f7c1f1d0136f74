import { Router } from 'express';
import type { Fake } from '../fake.js';
import type { Msg91Account } from './msg91-account.js';
import { Msg91Deliveries } from './msg91-deliveries.js';
import { msg91Routes } from './msg91-routes.js';
import { Otps } from './otps.js';

const apiPath = '/api/v5';

/** MSG91: Flow, OTP and delivery receipts. */
export const msg91: Fake<Msg91Account> = {
  name: 'msg91',
  paths: /^\/api\/v5\//,
  receipts: { delivery: 'SANDBOX_MSG91_WEBHOOK_URL' },
  account: (make) => ({ authKey: make('auth-key'), templateId: make('template').slice(0, 24), senderId: 'SIXDGT' }),
  environments: ({ authKey, templateId, senderId }, url) => ({
    msg91: {
      SMS_PROVIDER: 'msg91',
      MSG91_AUTH_KEY: authKey,
      MSG91_TEMPLATE_ID: templateId,
      MSG91_SENDER_ID: senderId,
      MSG91_API_BASE_URL: url,
    },
  }),
  routes: (account, { deliveries, callbacks, clock, reportUrl }) => {
    const messages = new Msg91Deliveries(account, deliveries, callbacks, clock, () => reportUrl('delivery'));
    return Router().use(apiPath, msg91Routes(account, new Otps(clock), messages));
  },
  errorBody: ({ message = 'Something went wrong' }) => ({ type: 'error', message }),
};
