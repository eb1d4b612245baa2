import type { DatasetField } from '#platform/data/catalogue';
import { measureBatch, type BatchVerdict } from './batch-verdict.ts';
import { fieldsOfCheck, type BatchCheck } from './checks.ts';
import type { CompiledChecks } from './compile.ts';
import { Gathered, type Scale, type Wanted } from './gathered.ts';
import { isDate, isNumeric } from './judge.ts';
import type { RowGroup } from './row-group.ts';

export function scaleOf(field: DatasetField | undefined): Scale {
  if (isDate(field)) return 'day';
  return isNumeric(field) ? 'number' : 'text';
}

function wantedBy(checks: readonly BatchCheck[], scale: Scale): Wanted {
  const any = (...kinds: readonly BatchCheck['kind'][]) => checks.some(({ kind }) => kinds.includes(kind));
  return {
    numbers: any('statistic', 'freshness', 'drift'),
    distinct: any('distinct-count', 'distinct-share'),
    counts: any('values-present') || (any('drift') && scale === 'text'),
  };
}

/** Gathers what the rules of the whole batch ask for, in the pass in which rows are judged. */
export class BatchFigures {
  #rows = 0;
  readonly #compiled: CompiledChecks;
  readonly #gathered: ReadonlyMap<string, Gathered>;

  constructor(compiled: CompiledChecks) {
    this.#compiled = compiled;
    const checks = [...compiled.ofBatch.values()];
    this.#gathered = new Map(
      [...new Set(checks.flatMap(fieldsOfCheck))].map((name) => {
        const scale = scaleOf(compiled.fields.get(name));
        const wanted = wantedBy(
          checks.filter((check) => fieldsOfCheck(check).includes(name)),
          scale,
        );
        return [name, new Gathered(scale, wanted)];
      }),
    );
  }

  take(group: RowGroup): void {
    this.#rows += group.rows;
    for (const [name, gathered] of this.#gathered) gathered.take(group, name);
  }

  /** When all groups were taken: what was measured by each rule that there is something to measure by. */
  verdicts(): Map<number, BatchVerdict> {
    const { ofBatch, lookups } = this.#compiled;
    const gathered = (field: string): Gathered => this.#gathered.get(field) as Gathered;
    const verdicts = new Map<number, BatchVerdict>();
    // A correction is no whole: of some rows nothing can be said for all.
    if (!lookups.earlier) return verdicts;
    for (const [rule, check] of ofBatch) {
      const verdict = measureBatch(check, { rows: this.#rows, gathered, lookups });
      if (verdict) verdicts.set(rule, verdict);
    }
    return verdicts;
  }
}
