import type { Request } from 'express';

export type Fields = Readonly<Record<string, unknown>>;

/** MSG91 takes parameters in the query, in a form and in JSON; its own pages disagree on where. */
export function fieldsOf(request: Request): Fields {
  const body: unknown = request.body;
  return { ...queryOf(request), ...(typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {}) };
}

/** The key, wherever it is. */
export function authKeyOf(request: Request): string {
  return request.get('authkey') ?? field(fieldsOf(request), 'authkey');
}

export function field(fields: Fields, name: string): string {
  const value = fields[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Digits with a country code, without a plus. */
export const isMobile = (mobile: string) => /^[1-9]\d{6,14}$/.test(mobile);

function queryOf(request: Request): Record<string, string> {
  return Object.fromEntries(new URL(request.originalUrl, 'http://sandbox').searchParams);
}
