/**
 * The fields of one well-formed row of CSV without its line end: quotes taken away, doubled quotes halved.
 * A quote inside an unquoted field is text, as `RowScanner` and DuckDB have it.
 */
export function splitRow(row: string, delimiter: string): string[] {
  const fields: string[] = [];
  let at = 0;
  while (at <= row.length) {
    const isQuoted = row.charCodeAt(at) === 34;
    const end = isQuoted ? closingQuote(row, at) + 1 : nextDelimiter(row, at, delimiter);
    fields.push(isQuoted ? row.slice(at + 1, end - 1).replaceAll('""', '"') : row.slice(at, end));
    at = end + 1;
  }
  return fields;
}

function nextDelimiter(row: string, from: number, delimiter: string): number {
  const at = row.indexOf(delimiter, from);
  return at < 0 ? row.length : at;
}

function closingQuote(row: string, opening: number): number {
  let at = opening + 1;
  while (at < row.length) {
    if (row.charCodeAt(at) !== 34) at += 1;
    else if (row.charCodeAt(at + 1) === 34) at += 2;
    else return at;
  }
  return row.length;
}
