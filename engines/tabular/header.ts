/** What is wrong with a header; the reading goes on with the names in `columns`. */
export interface HeaderFault {
  code: 'empty-header' | 'duplicate-header';
  /** From one. */
  column: number;
  name: string;
}

export interface Header {
  /** As it stands in the file, trimmed, line breaks as spaces. */
  names: string[];
  /** The same, each one different: an empty one becomes `column_3`, a second 姓名 becomes 姓名_2. */
  columns: string[];
  faults: HeaderFault[];
}

/** The names of a header row, made fit to be names of columns; DuckDB compares them without case. */
export function readHeader(cells: readonly string[]): Header {
  const names = cells.map((cell) => cell.replaceAll(/[\s\u200b\ufeff]+/g, ' ').trim());
  const faults: HeaderFault[] = [];
  const taken = new Set<string>();
  const columns = names.map((name, place) => {
    if (name === '') faults.push({ code: 'empty-header', column: place + 1, name });
    else if (taken.has(name.toLowerCase()))
      faults.push({ code: 'duplicate-header', column: place + 1, name });
    const unique = uniqueName(name === '' ? `column_${place + 1}` : name, taken);
    taken.add(unique.toLowerCase());
    return unique;
  });
  return { names, columns, faults };
}

/**
 * Which of the first rows is the header: the first that fills as many cells as the fullest of them and repeats none,
 * so that a title over the table is passed by. Answers the place in `rows`, from zero; 0 when nothing fits.
 */
export function guessHeaderRow(rows: readonly (readonly string[])[]): number {
  const filled = rows.map((row) => row.filter((cell) => cell.trim() !== ''));
  const fullest = Math.max(0, ...filled.map((cells) => cells.length));
  const place = filled.findIndex((cells) => {
    const words = cells.filter((cell) => !/^[-+\d.,%/: ]+$/.test(cell));
    return (
      cells.length >= fullest * 0.8 && words.length > cells.length / 2 && new Set(cells).size === cells.length
    );
  });
  return Math.max(place, 0);
}

function uniqueName(name: string, taken: ReadonlySet<string>): string {
  let unique = name;
  for (let number = 2; taken.has(unique.toLowerCase()); number++) unique = `${name}_${number}`;
  return unique;
}
