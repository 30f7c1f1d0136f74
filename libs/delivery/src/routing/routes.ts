/** What `SMS_ROUTES` says: the providers of a country, in order. */
export interface Routes {
  /** By ISO 3166 code; `*` for the others. */
  readonly byCountry: ReadonlyMap<string, readonly string[]>;
}

const routePattern = /^([A-Z]{2}|001|\*):([a-z0-9-]+(?:>[a-z0-9-]+)*)$/;

/** One item of `SMS_ROUTES`: `IN:msg91`, or `IN:msg91>twilio` for an order of one's own. */
export const routeShape = { pattern: routePattern, message: 'must be routes such as IN:msg91,US:twilio-verify,*:twilio>msg91' };

/** Reads `SMS_ROUTES`, whose items have the {@link routeShape}. A country that is named twice keeps its first route. */
export function readRoutes(items: readonly string[]): Routes {
  const byCountry = new Map<string, readonly string[]>();
  for (const item of items) {
    const [, country, names] = routePattern.exec(item) ?? [];
    if (country && names && !byCountry.has(country)) byCountry.set(country, names.split('>'));
  }
  return { byCountry };
}

/** Every provider that a route names. */
export function namesIn({ byCountry }: Routes): string[] {
  return [...new Set([...byCountry.values()].flat())];
}

/**
 * The providers for a country, best first: those of its route, or of `*`; then those of the list that everybody falls back
 * on. Where there is no list and no route, none.
 */
export function orderFor(country: string, routes: Routes, list: readonly string[]): readonly string[] {
  const named = routes.byCountry.get(country) ?? routes.byCountry.get('*') ?? [];
  return [...new Set([...named, ...list])];
}
