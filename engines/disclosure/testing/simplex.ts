/**
 * Linear programming in whole numbers (simplex, Bland's rule, fraction-free pivots after Bareiss 1968), for a test that
 * wants an answer owed to nothing of what it tests: the ends of a variable under `rows · x = right`, `x ≥ 0`.
 */
export class Polytope {
  /** Each line: coefficients, then the right side; the last one is the objective. Everything over `under`. */
  private lines: number[][];
  private under = 1;
  private readonly basis: number[];
  private readonly variables: number;

  constructor(rows: readonly (readonly number[])[], right: readonly number[]) {
    this.variables = rows[0]?.length ?? 0;
    this.basis = rows.map((_, at) => this.variables + at);
    // One artificial variable a row, driven out by maximising minus their sum.
    this.lines = rows.map((row, at) => {
      const sign = (right[at] ?? 0) < 0 ? -1 : 1;
      const artificial = rows.map((_other, column) => (column === at ? 1 : 0));
      return [...row.map((value) => sign * value), ...artificial, sign * (right[at] ?? 0)];
    });
    const width = this.variables + rows.length + 1;
    const objective = Array.from({ length: width }, (_, column) => {
      const artificial = column >= this.variables && column < width - 1;
      return artificial ? 0 : -this.lines.reduce((sum, line) => sum + (line[column] ?? 0), 0);
    });
    this.lines.push(objective);
    this.climb();
    if (this.lines.at(-1)?.at(-1) !== 0) throw new Error('there is no such table');
    this.driveOut();
  }

  /** The largest value of a variable, times `sign`. */
  most(variable: number, sign: 1 | -1): number {
    const objective = Array.from({ length: this.lines[0]?.length ?? 0 }, () => 0);
    objective[variable] = -sign * this.under;
    this.lines[this.lines.length - 1] = objective;
    const row = this.basis.indexOf(variable);
    const line = this.lines[row];
    // Priced out: a basic variable has no coefficient.
    if (line)
      for (const [column, value] of line.entries())
        objective[column] = (objective[column] ?? 0) + sign * value;
    this.climb();
    return (sign * (this.lines.at(-1)?.at(-1) ?? 0)) / this.under;
  }

  private climb(): void {
    for (;;) {
      const column = this.lines.at(-1)?.findIndex((value, at) => at < this.variables && value < 0) ?? -1;
      if (column === -1) return;
      const row = this.leaving(column);
      if (row === undefined) throw new Error('the objective has no end');
      this.pivot(row, column);
    }
  }

  private leaving(column: number): number | undefined {
    const at = (row: number, place: number) => this.lines[row]?.at(place) ?? 0;
    const candidates = this.basis.flatMap((_, row) => (at(row, column) > 0 ? [row] : []));
    const ahead = (row: number, best: number): boolean => {
      const lower = at(row, -1) * at(best, column) - at(best, -1) * at(row, column);
      return lower < 0 || (lower === 0 && (this.basis[row] ?? 0) < (this.basis[best] ?? 0));
    };
    return candidates.reduce<number | undefined>(
      (best, row) => (best === undefined || ahead(row, best) ? row : best),
      undefined,
    );
  }

  private pivot(row: number, column: number): void {
    const chosen = this.lines[row] ?? [];
    const by = chosen[column] ?? 0;
    this.lines = this.lines.map((line, at) => {
      if (at === row) return line;
      const factor = line[column] ?? 0;
      return line.map((value, other) => {
        const made = (value * by - factor * (chosen[other] ?? 0)) / this.under;
        if (!Number.isSafeInteger(made)) throw new Error('the numbers grew too large for a test');
        return made;
      });
    });
    this.under = by;
    if (by < 0) {
      this.under = -by;
      this.lines = this.lines.map((line) => line.map((value) => -value));
    }
    this.basis[row] = column;
  }

  /** An artificial variable that stayed, at zero, leaves for any other; its row says nothing when there is none. */
  private driveOut(): void {
    for (let row = this.basis.length - 1; row >= 0; row -= 1) {
      if ((this.basis[row] ?? 0) < this.variables) continue;
      const column = this.lines[row]?.findIndex((value, at) => at < this.variables && value !== 0) ?? -1;
      if (column !== -1) this.pivot(row, column);
      else {
        this.lines.splice(row, 1);
        this.basis.splice(row, 1);
      }
    }
  }
}
