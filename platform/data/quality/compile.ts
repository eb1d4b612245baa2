import type { Dataset } from '#platform/data/catalogue';
import { acrossOf, type Across } from './across-rows.ts';
import { formOf, type Form } from './forms.ts';
import type { Lookups } from './lookups.ts';
import { judgeOf, type Judge } from './predicates.ts';
import type { Check, Rule } from './rule.ts';

/** Rules that share one 63-bit column of faults. */
const rulesAColumn = 60;

export interface CompiledRule {
  readonly rule: Rule;
  /** Field whose value a person is shown. */
  readonly field: string;
  /** Column of faults and bit in it. */
  readonly column: number;
  readonly bit: number;
}

/** The rules of a dataset, made ready to look at any number of rows. */
export interface CompiledChecks {
  readonly rules: readonly CompiledRule[];
  readonly faultColumns: number;
  readonly lookups: Lookups;
  /** Field that names a row. */
  readonly key: string;
  /** Fields of the dataset and how each is brought into its normal form. */
  readonly forms: ReadonlyMap<string, Form>;
  /** By the place of their rule: what looks at rows one by one, and what looks across them. */
  readonly judges: ReadonlyMap<number, Judge>;
  readonly across: ReadonlyMap<number, Across>;
}

/** The field that a finding of a check is about. */
export function fieldOf(check: Check): string {
  if (check.kind === 'order') return check.later;
  if (check.kind === 'unique') return check.fields[0] ?? '';
  return check.field;
}

/**
 * Compiles all rules of a dataset for one pass over its rows, with one bit a rule. Values are brought into their normal
 * form and judged once each, however many rows they stand in; what looks across rows counts hashes in the same pass and
 * looks again only at rows whose hash stands too often.
 */
export function compileChecks(dataset: Dataset, rules: readonly Rule[], lookups: Lookups): CompiledChecks {
  const compiled = rules.map((rule, index) => ({
    rule,
    field: fieldOf(rule.check),
    column: Math.floor(index / rulesAColumn),
    bit: index % rulesAColumn,
  }));
  const judges = new Map<number, Judge>();
  const across = new Map<number, Across>();
  for (const [index, { rule, field }] of compiled.entries()) {
    const { check } = rule;
    if (check.kind === 'unique' || check.kind === 'shared-by-at-most') across.set(index, acrossOf(check));
    else
      judges.set(
        index,
        judgeOf(check, { field: dataset.fields.find(({ name }) => name === field), lookups }),
      );
  }
  return {
    rules: compiled,
    faultColumns: Math.max(1, Math.ceil(compiled.length / rulesAColumn)),
    lookups,
    key: dataset.key,
    forms: new Map(dataset.fields.map((field) => [field.name, formOf(field, lookups)])),
    judges,
    across,
  };
}
