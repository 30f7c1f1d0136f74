export const clientPlatforms = ['web', 'android', 'ios'] as const;

export type ClientPlatform = (typeof clientPlatforms)[number];

/** What will read a message, so that it can pick the code out of it. */
export interface MessageClient {
  readonly platform: ClientPlatform;
  /** The origin of the page, or the id of the app. */
  readonly id?: string | undefined;
}
