/**
 * A table of counts with all its margins. Each dimension has its categories, and one line more at the end: their total.
 * Cells lie in one array, the last dimension running fastest.
 */
export interface Table {
  /** Lines of each dimension, the total included: two or more. */
  readonly sizes: readonly number[];
  readonly counts: readonly number[];
}

/** Largest table that is protected: what it costs grows with the cells times the cells that are hidden. */
export const mostCells = 20_000;
/** Largest table in which counts are hidden: the search for what else to hide takes long in larger ones. */
export const mostHiding = 2000;
/** A pattern through a cell has two corners in each dimension. */
export const mostDimensions = 4;

/** How far apart two neighbours of each dimension lie in the array. */
export function stridesOf(sizes: readonly number[]): number[] {
  const strides = sizes.map(() => 1);
  for (let at = sizes.length - 2; at >= 0; at -= 1)
    strides[at] = (strides[at + 1] ?? 1) * (sizes[at + 1] ?? 1);
  return strides;
}

/** Which line of each dimension a cell lies in. */
export const linesOf = (cell: number, sizes: readonly number[], strides: readonly number[]): number[] =>
  sizes.map((size, at) => Math.floor(cell / (strides[at] ?? 1)) % size);

/** Whether a cell is a total in any dimension. */
export const isMargin = (cell: number, sizes: readonly number[], strides: readonly number[]): boolean =>
  linesOf(cell, sizes, strides).some((line, at) => line === (sizes[at] ?? 0) - 1);

/**
 * Lays counts of categories out with all their margins.
 * @param categories number of categories of each dimension, one or more, at most four dimensions
 * @param inner counts without margins, whole and not negative unless noise was added, the last dimension running fastest
 * @throws RangeError when the sizes do not fit each other or the table would have more than 20,000 cells
 */
export function withMargins(categories: readonly number[], inner: readonly number[]): Table {
  const sizes = categories.map((size) => size + 1);
  const cells = sizes.reduce((product, size) => product * size, 1);
  const given = categories.reduce((product, size) => product * size, 1);
  const fits =
    categories.length > 0 && categories.length <= mostDimensions && categories.every((size) => size > 0);
  if (!fits || given !== inner.length || cells > mostCells)
    throw new RangeError('the table does not fit its dimensions');
  const strides = stridesOf(sizes);
  const counts = Array.from({ length: cells }, () => 0);
  let next = 0;
  for (let cell = 0; cell < cells; cell += 1)
    if (!isMargin(cell, sizes, strides)) counts[cell] = inner[next++] ?? 0;
  for (const [at, size] of sizes.entries()) addTotals(counts, sizes, { at, size });
  return { sizes, counts };
}

/** Fills the totals of one dimension; the dimensions before it have theirs already. */
function addTotals(
  counts: number[],
  sizes: readonly number[],
  { at, size }: { readonly at: number; readonly size: number },
): void {
  const strides = stridesOf(sizes);
  const stride = strides[at] ?? 1;
  for (let cell = 0; cell < counts.length; cell += 1) {
    const lines = linesOf(cell, sizes, strides);
    const later = lines.some((line, other) => other > at && line === (sizes[other] ?? 0) - 1);
    if (lines[at] !== size - 1 || later) continue;
    let sum = 0;
    for (let line = 1; line < size; line += 1) sum += counts[cell - line * stride] ?? 0;
    counts[cell] = sum;
  }
}
