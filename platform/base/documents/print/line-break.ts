/** Signs that may not begin a line (GB/T 15834, and the practice of typesetting called 避头尾). */
const notFirst = new Set('，。、；：？！）》〉」』】〕”’…—％%℃,.;:?!)]}·');
/** Signs that may not end one. */
const notLast = new Set('（《〈「『【〔“‘([{');

/** Pieces that stay together: a Latin word or a number, else one character. */
const piecesOf = (text: string): string[] => text.match(/[A-Za-z0-9@#&_/.:+-]+|\s|\P{ASCII}|[^\s]/gu) ?? [];

/** A piece wider than the line, cut into characters. */
const cut = (piece: string, widthOf: (text: string) => number, width: number): string[] =>
  widthOf(piece) > width ? [...piece] : [piece];

/** How much of the line's end goes to the next line, so that neither breaks the rules. */
function carried(line: readonly string[], next: string): number {
  let count = notFirst.has(next) ? 1 : 0;
  while (count < line.length - 1) {
    const first = count === 0 ? next : (line[line.length - count] ?? '');
    const last = line[line.length - 1 - count] ?? '';
    if (!notLast.has(last) && !(count > 0 && notFirst.has(first))) break;
    count += 1;
  }
  return count < line.length - 1 ? count : 0;
}

/**
 * Breaks one paragraph into lines.
 * @param widthOf width of a text, in the unit of `width`
 * @param indent what the first line is shorter by
 */
export function breakLines(
  text: string,
  widthOf: (text: string) => number,
  width: number,
  indent = 0,
): string[] {
  const lines: string[] = [];
  let line: string[] = [];
  let used = indent;
  for (const piece of piecesOf(text).flatMap((each) => cut(each, widthOf, width - indent))) {
    const wide = widthOf(piece);
    if (used + wide > width + 0.01 && line.length > 0) {
      const count = carried(line, piece);
      const tail = line.slice(line.length - count);
      lines.push(
        line
          .slice(0, line.length - count)
          .join('')
          .trimEnd(),
      );
      line = tail;
      used = widthOf(tail.join(''));
      if (piece.trim() === '' && line.length === 0) continue;
    }
    line.push(piece);
    used += wide;
  }
  if (line.length > 0) lines.push(line.join('').trimEnd());
  return lines.length > 0 ? lines : [''];
}
