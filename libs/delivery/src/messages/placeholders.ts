/** What a template may hold in braces; in `voice` `{digits}`, the code one digit at a time. */
export const placeholders = ['code', 'product', 'minutes', 'purpose', 'digits'] as const;

export type Placeholder = (typeof placeholders)[number];
