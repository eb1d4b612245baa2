import { differingFields, type Comparison } from '#engines/reconcile';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { maskValue } from '#kernel/record-server';
import { fill, type Text } from '#kernel/texts';
import type { Dataset, DatasetField } from '#platform/data/catalogue';
import { getBatch } from '#platform/data/ingestion';
import { closeGone, closeUnseen, raiseFindings, type RaisedFinding } from '#platform/data/quality';
import { allMatter, type Kept, type Matter } from './matter.ts';
import { isPersonal, isShared } from './show.ts';
import type { ComparisonRow } from './store.ts';

type Side = 'left' | 'right';

const words = {
  title: { zh: '与“{other}”不一致', en: 'Not as in “{other}”' },
  message: {
    zh: '本数据集为“{own}”，“{other}”（{field}）为“{value}”。请核对；谁的对由双方商定。',
    en: 'Here it is “{own}”; “{other}” ({field}) has “{value}”. Please check: which is right is for both to settle.',
  },
  nothing: { zh: '空', en: 'nothing' },
  unshared: { zh: '不予共享', en: 'not shared' },
};

const ruleOf = (comparison: string, field: string): string => `reconciliation.${comparison}.${field}`;

/** As whoever is told may read it: no personal value stands whole in a finding. */
function said(dataset: Dataset, field: DatasetField | undefined, value: string | null, own: boolean): Text {
  if (value === null) return words.nothing;
  if (!field || (!own && !isShared(dataset, field))) return words.unshared;
  const shown = isPersonal(field) ? String(maskValue(value, field.mask ?? 'hidden')) : value;
  return { zh: shown, en: shown };
}

interface Told {
  readonly comparison: ComparisonRow;
  readonly compiled: Comparison;
  readonly kept: Kept;
  /** When each batch was handed in, and whether it was invented. */
  readonly batches: ReadonlyMap<string, { readonly at: string; readonly simulated: boolean }>;
}

function findingOf(told: Told, matter: Matter, side: Side, name: string): RaisedFinding[] {
  const { comparison, kept, batches } = told;
  const where = matter.where(side);
  const pair = comparison.fields.find(({ left }) => left === name);
  const batch = where && batches.get(where.batch);
  if (!where || !pair || !batch) return [];
  const other = side === 'left' ? 'right' : 'left';
  const fieldOf = (which: Side) => kept.of[which].fields.find((each) => each.name === pair[which]);
  const value = matter.value(side, name);
  const otherTitle = kept.of[other].title;
  return [
    {
      dataset: kept.of[side].code,
      batch: where.batch,
      row: where.row,
      key: where.key,
      rule: ruleOf(comparison.code, name),
      dimension: 'consistent',
      severity: 'warn',
      field: pair[side],
      value,
      suggestion: null,
      title: fill(words.title, { other: otherTitle }),
      message: fill(words.message, {
        own: said(kept.of[side], fieldOf(side), value, true),
        other: otherTitle,
        field: fieldOf(other)?.label ?? { zh: pair[other], en: pair[other] },
        value: said(kept.of[other], fieldOf(other), matter.value(other, name), false),
      }),
      simulated: batch.simulated,
      at: batch.at,
    },
  ];
}

export async function batchesOf(context: Context, ids: readonly string[]): Promise<Told['batches']> {
  const known = new Map<string, { at: string; simulated: boolean }>();
  for (const id of ids) {
    const { handedInAt, simulated } = await getBatch(context.db, id);
    known.set(id, { at: handedInAt, simulated });
  }
  return known;
}

const sidesTold = (findings: ComparisonRow['findings']): Side[] =>
  (['left', 'right'] as const).filter((side) => findings === side || findings === 'both');

/** Takes back what a comparison told and, as it now stands, would tell no more: a field, a side, or all of it is gone. */
export const takeBackGone = (
  context: Context,
  tx: Db,
  code: string,
  comparison: ComparisonRow | undefined,
): Promise<void> => {
  const told = new Set(
    comparison &&
      sidesTold(comparison.findings).flatMap((side) =>
        comparison.fields.map(({ left }) => `${comparison[side]} ${ruleOf(code, left)}`),
      ),
  );
  return closeGone(context, tx, {
    prefix: ruleOf(code, ''),
    stands: (dataset, rule) => told.has(`${dataset} ${rule}`),
    source: `reconciliation:${code}`,
  });
};

/** The keys of the rows in which a rule found something, by side and rule. */
class Seen {
  readonly #keys = new Map<string, Set<string>>();

  add(side: Side, raised: readonly RaisedFinding[]): void {
    for (const { rule, key } of raised) {
      const keys = this.of(side, rule);
      keys.add(key);
      this.#keys.set(`${side} ${rule}`, keys);
    }
  }

  of(side: Side, rule: string): Set<string> {
    return this.#keys.get(`${side} ${rule}`) ?? new Set();
  }
}

/** Findings of all that differs, a piece of rows at a time. @returns how many are new */
async function raiseAll(context: Context, told: Told, seen: Seen): Promise<number> {
  const sides = sidesTold(told.comparison.findings);
  if (sides.length === 0) return 0;
  let fresh = 0;
  const findingsOf = (matter: Matter, side: Side) =>
    differingFields(told.compiled, matter.fields ?? 0).flatMap((name) => findingOf(told, matter, side, name));
  for await (const piece of allMatter(context, told.kept, { kind: 'differs' }))
    for (const side of sides) {
      const raised = piece.flatMap((matter) => findingsOf(matter, side));
      seen.add(side, raised);
      fresh += await context.transaction((tx) => raiseFindings(context, tx, raised));
    }
  return fresh;
}

/**
 * Returns what differs to the owners that the comparison names, and closes what it told them before and no longer sees.
 * Safe to run again: a row has one finding a field, however often it is seen.
 */
export async function tellOwners(
  context: Context,
  told: Told,
  source: string,
): Promise<{ findings: number; closed: number }> {
  const { comparison, kept } = told;
  const seen = new Seen();
  const findings = await raiseAll(context, told, seen);
  let closed = 0;
  for (const side of ['left', 'right'] as const)
    for (const { left } of comparison.fields) {
      const rule = ruleOf(comparison.code, left);
      const looked = { dataset: kept.of[side].code, rule, seen: seen.of(side, rule), source };
      closed += await context.transaction((tx) => closeUnseen(context, tx, looked));
    }
  return { findings, closed };
}
