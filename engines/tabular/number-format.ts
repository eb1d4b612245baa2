/** What a cell's format makes of its number. */
export type NumberKind = 'number' | 'date' | 'time' | 'datetime';

/** Built-in formats of ECMA-376 part 1 §18.8.30, those of the Chinese (zh-cn) editions included. */
const BUILT_IN: Readonly<Record<NumberKind, readonly number[]>> = {
  number: [],
  date: [14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58],
  time: [18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56],
  datetime: [22],
};

/** The kind of a built-in format's number. */
export function builtInKind(id: number): NumberKind {
  if (BUILT_IN.date.includes(id)) return 'date';
  if (BUILT_IN.time.includes(id)) return 'time';
  return BUILT_IN.datetime.includes(id) ? 'datetime' : 'number';
}

/** The kind of a format code such as `yyyy"年"m"月"d"日"`; only its first section counts. */
export function formatKind(code: string): NumberKind {
  const bare = code
    .replaceAll(/"[^"]*"|\\.|_.|\*./g, '')
    .replaceAll(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .replaceAll(/general|e[+-]|am\/pm|a\/p|上午\/下午/gi, '')
    .split(';', 1)
    .join('');
  const hasTime = /[hs]/i.test(bare);
  const hasDate = /[ydg年月日]/i.test(bare) || (/m/i.test(bare) && !hasTime && !/\[m/i.test(bare));
  if (hasDate && hasTime) return 'datetime';
  if (hasDate) return 'date';
  return hasTime || /\[m/i.test(bare) ? 'time' : 'number';
}
