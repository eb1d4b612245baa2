const numbers = /^(\d{4})\D*?(\d{1,2})\D+(\d{1,2})\D*$|^(\d{4})(\d{2})(\d{2})$/;

/**
 * The day that somebody typed, as `2026-11-28`; also read are 2026/11/28, 2026.11.28, 20261128 and 2026年11月28日.
 * Undefined when it is no day of the calendar.
 */
export function readDay(text: string): string | undefined {
  const found = numbers.exec(text.trim());
  if (!found) return undefined;
  const [year, month, day] = found.slice(1).filter((part) => part !== undefined) as [string, string, string];
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const instant = new Date(`${iso}T00:00:00Z`);
  const isDay = !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(iso);
  return isDay ? iso : undefined;
}
