/** A record of a CSV file and the line it starts on; a quoted cell may run over several lines. */
export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

export interface CsvMistake {
  readonly line: number;
  readonly code: 'city.quote-open' | 'city.quote-stray';
}

interface Reading {
  readonly text: string;
  at: number;
  line: number;
  readonly mistakes: CsvMistake[];
}

function quotedCell(reading: Reading): string {
  const opened = reading.line;
  let cell = '';
  reading.at += 1;
  while (reading.at < reading.text.length) {
    const character = reading.text[reading.at];
    const next = reading.text[reading.at + 1];
    reading.at += 1;
    if (character === '"' && next !== '"') return cell;
    if (character === '"') reading.at += 1;
    if (character === '\n') reading.line += 1;
    cell += character;
  }
  reading.mistakes.push({ line: opened, code: 'city.quote-open' });
  return cell;
}

const endOfCell = /[,\n]/g;

function plainCell(reading: Reading): string {
  endOfCell.lastIndex = reading.at;
  const end = endOfCell.exec(reading.text)?.index ?? reading.text.length;
  const cell = reading.text.slice(reading.at, end);
  reading.at = end;
  return cell.endsWith('\r') ? cell.slice(0, -1) : cell;
}

function cellOf(reading: Reading): string {
  const { line } = reading;
  const quoted = reading.text[reading.at] === '"';
  const cell = quoted ? quotedCell(reading) : '';
  const rest = plainCell(reading);
  if (quoted ? rest !== '' : rest.includes('"')) reading.mistakes.push({ line, code: 'city.quote-stray' });
  return cell + rest;
}

/**
 * Splits CSV (RFC 4180; CRLF or LF) into records with their lines, O(n). Lines without any character are passed over.
 * Mistakes are collected and reading goes on, so that one look at the file shows them all.
 */
export function csvRecords(text: string): { records: CsvRecord[]; mistakes: CsvMistake[] } {
  const reading: Reading = { text, at: 0, line: 1, mistakes: [] };
  const records: CsvRecord[] = [];
  while (reading.at < text.length) {
    const { line, at } = reading;
    const cells = [cellOf(reading)];
    while (text[reading.at] === ',') {
      reading.at += 1;
      cells.push(cellOf(reading));
    }
    const blank = text.slice(at, reading.at).trim() === '';
    if (!blank) records.push({ line, cells });
    reading.at += 1;
    reading.line += 1;
  }
  return { records, mistakes: reading.mistakes };
}
