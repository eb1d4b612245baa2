/** A value as one field of CSV: quoted when the delimiter, a quote or a line break stands in it. */
export function csvField(value: string, delimiter: string): string {
  const isPlain = !value.includes(delimiter) && !/["\r\n]/.test(value);
  return isPlain ? value : `"${value.replaceAll('"', '""')}"`;
}
