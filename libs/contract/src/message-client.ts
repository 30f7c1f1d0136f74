export const clientPlatforms = ['web', 'android', 'ios'] as const;

/** What will read a message, so that it can pick the code out of it. */
export interface MessageClient {
  readonly platform: (typeof clientPlatforms)[number];
  /** The origin of the page, or the id of the app. */
  readonly id?: string | undefined;
}
