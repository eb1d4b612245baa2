import { createReadStream } from 'node:fs';

/** A field in quotes, its doubled quotes made single. */
const unquoted = (text: string): string =>
  text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text;

/** The end of the row at `start`, or -1 when the text ends before it: a line end outside of quotes. */
function rowEnd(text: string, start: number): number {
  let at = start;
  for (;;) {
    const end = text.indexOf('\n', at);
    if (end < 0) return -1;
    if (quotesBalance(text, start, end)) return end;
    at = end + 1;
  }
}

function quotesBalance(text: string, start: number, end: number): boolean {
  let inside = false;
  for (let at = text.indexOf('"', start); at >= 0 && at < end; at = text.indexOf('"', at + 1))
    inside = !inside;
  return !inside;
}

function cellsOf(row: string, delimiter: string): string[] {
  if (!row.includes('"')) return row.split(delimiter);
  const cells: string[] = [];
  let start = 0;
  while (start <= row.length) {
    let end = row.indexOf(delimiter, start);
    if (row[start] === '"') end = row.indexOf(delimiter, closingQuote(row, start + 1));
    if (end < 0) end = row.length;
    cells.push(unquoted(row.slice(start, end)));
    start = end + 1;
  }
  return cells;
}

function closingQuote(row: string, start: number): number {
  let at = row.indexOf('"', start);
  while (at >= 0 && row[at + 1] === '"') at = row.indexOf('"', at + 2);
  return at < 0 ? row.length : at;
}

/**
 * The rows of a table that the reader of `engines/tabular` has made clean, one by one with bounded memory:
 * UTF-8, each row ended by LF, every quote with its partner. The header is passed over.
 */
export async function* cleanRows(path: string, delimiter: string): AsyncGenerator<string[]> {
  let rest = '';
  let isHeader = true;
  for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: 1 << 18 })) {
    const text = rest + String(chunk);
    let start = 0;
    for (let end = rowEnd(text, start); end >= 0; end = rowEnd(text, start)) {
      if (!isHeader) yield cellsOf(text.slice(start, end), delimiter);
      isHeader = false;
      start = end + 1;
    }
    rest = text.slice(start);
  }
}
