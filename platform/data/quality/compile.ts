import type { Dataset, DatasetField } from '#platform/data/catalogue';
import { acrossOf, type Across } from './across-rows.ts';
import { fieldsOfCheck, isAcross, isOfBatch, type BatchCheck, type Check } from './checks.ts';
import { onlyWhere } from './condition.ts';
import { formOf, type Form } from './forms.ts';
import type { Lookups } from './lookups.ts';
import type { Judge } from './judge.ts';
import { judgeOf } from './predicates.ts';
import type { Rule } from './rule.ts';

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
  /** What looks at the batch as a whole. */
  readonly ofBatch: ReadonlyMap<number, BatchCheck>;
  readonly fields: ReadonlyMap<string, DatasetField>;
}

/** The field that a finding of a check is about; empty when it is about the rows themselves. */
export const fieldOf = (check: Check): string => fieldsOfCheck(check)[0] ?? '';

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
  const ofBatch = new Map<number, BatchCheck>();
  const fields = new Map(dataset.fields.map((field) => [field.name, field]));
  for (const [index, { rule, field }] of compiled.entries()) {
    const { check, when } = rule;
    if (isAcross(check)) across.set(index, acrossOf(check));
    else if (isOfBatch(check)) ofBatch.set(index, check);
    else judges.set(index, onlyWhere(when, judgeOf(check, { field: fields.get(field), fields, lookups })));
  }
  return {
    rules: compiled,
    faultColumns: Math.max(1, Math.ceil(compiled.length / rulesAColumn)),
    lookups,
    key: dataset.key,
    forms: new Map(dataset.fields.map((field) => [field.name, formOf(field, lookups)])),
    judges,
    across,
    ofBatch,
    fields,
  };
}
