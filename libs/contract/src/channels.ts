/** How a code reaches its owner. */
export const channels = ['sms', 'whatsapp', 'voice', 'email'] as const;

export type Channel = (typeof channels)[number];
