/** Shapes of settings that name a place which speaks a provider's API. */

/** The place without a path: the provider's own, a proxy in front of it, or a fake on this machine. */
export const baseUrlShape = {
  pattern: /^(?:https:\/\/[^\s/]+|http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?)$/,
  message: 'must be https://host, or http:// on this very machine, without a path',
};
