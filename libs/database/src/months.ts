/** A calendar month in UTC, as `2026_11`: in the names of partitions. */
export type Month = `${number}_${number}`;

export function monthOf(at: Date): Month {
  return `${at.getUTCFullYear()}_${String(at.getUTCMonth() + 1).padStart(2, '0')}` as Month;
}

export function monthAfter(month: Month, count = 1): Month {
  const start = startOf(month);
  return monthOf(new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + count, 1)));
}

export function startOf(month: Month): Date {
  return new Date(`${month.replace('_', '-')}-01T00:00:00Z`);
}
