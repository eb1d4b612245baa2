/** `12.5` yuan as 1250 fen, without ever being a fraction; undefined when it is no amount. */
export function fenOf(text: string): number | undefined {
  const [, whole, parts = ''] = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(text.trim()) ?? [];
  return whole === undefined ? undefined : Number(whole) * 100 + Number(parts.padEnd(2, '0'));
}
