import type { Limited, Origin, Window } from '../challenge.store.js';
import type { Entry } from '../destination-state.js';

/** The part of a window that is left, for one share of it. */
interface Quota {
  readonly entries: readonly Entry[];
  readonly count: number;
}

function inWindow(entries: readonly Entry[], { seconds }: Window, now: number): readonly Entry[] {
  return entries.filter((entry) => entry.at > now - seconds * 1000);
}

/** What a window holds in all; of the caller's site, half of it; of their /24, two thirds. So no one site shuts an owner out. */
export function quotas(entries: readonly Entry[], window: Window, { site, range }: Pick<Origin, 'site' | 'range'>, now: number): Quota[] {
  const within = inWindow(entries, window, now);
  const half = Math.ceil(window.count / 2);
  return [
    { entries: within, count: window.count },
    ...(site === '' ? [] : [{ entries: within.filter((entry) => entry.site === site), count: half }]),
    ...(range === ''
      ? []
      : [{ entries: within.filter((entry) => entry.range === range), count: Math.max(half, Math.floor((window.count * 2) / 3)) }]),
  ];
}

/** The window, or the caller's share of one, that stays spent the longest. */
export function exhaustedWindow(
  entries: readonly Entry[],
  windows: readonly Window[],
  origin: Pick<Origin, 'site' | 'range'>,
  now: number,
): Limited | undefined {
  let longest: Limited | undefined;
  for (const window of windows) {
    for (const { entries: held, count } of quotas(entries, window, origin, now)) {
      const blocking = held[held.length - count];
      if (!blocking) continue;
      const waitMs = blocking.at + window.seconds * 1000 - now;
      if (!longest || waitMs > longest.waitMs) longest = { outcome: 'limited', windowSeconds: window.seconds, waitMs };
    }
  }
  return longest;
}

/** Whether one of the windows holds an entry of this site. */
export function hasEntry(entries: readonly Entry[], windows: readonly Window[], site: string, now: number): boolean {
  return windows.some((window) => inWindow(entries, window, now).some((entry) => entry.site === site));
}

/** The window of comparisons that stays spent the longest: nobody has a share of them, it is the last bound there is. */
export function exhaustedComparisons(compared: readonly number[], windows: readonly Window[], now: number): Limited | undefined {
  let longest: Limited | undefined;
  for (const window of windows) {
    const within = compared.filter((at) => at > now - window.seconds * 1000);
    const blocking = within[within.length - window.count];
    if (blocking === undefined) continue;
    const waitMs = blocking + window.seconds * 1000 - now;
    if (!longest || waitMs > longest.waitMs) longest = { outcome: 'limited', windowSeconds: window.seconds, waitMs };
  }
  return longest;
}
