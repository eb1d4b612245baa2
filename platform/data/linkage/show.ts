import { mayReveal } from '#kernel/actor';
import type { Context } from '#kernel/context';
import { notFound, Problem } from '#kernel/problem';
import type { AnyRecord, Field, RecordOf, Row } from '#kernel/record';
import { isPersonal } from '#kernel/record';
import { maskValue, readRow } from '#kernel/record-server';
import { accountNames } from '#platform/base/identity';
import { getDatasetEver } from '#platform/data/catalogue';
import { Person, personNow } from '#platform/data/registers';
import type { Comparison } from './contract.ts';
import { decidePair } from './rules.ts';
import { mayDecide, maySettle, mayTakeBack } from './decide.ts';
import { fieldFor, readRowOfBatch } from './held-store.ts';
import { levelWords } from './names.ts';
import { Pair, registeredOf } from './records.ts';
import * as store from './store.ts';

/**
 * Whether personal values are shown whole: by right and for a stated purpose.
 * @throws Problem 403 `linkage.may-not-reveal`, 400 `linkage.purpose-missing`
 */
function revealing(context: Context, reveal: 'no' | 'yes'): boolean {
  if (reveal === 'no') return false;
  if (!mayReveal(context.actor, 'linkage:reveal'))
    throw new Problem(403, 'linkage.may-not-reveal', {
      zh: '您没有查看个人信息原文的权限。脱敏内容仍可查看。',
      en: 'You lack the right to see personal values unmasked. Masked, they stay open to you.',
    });
  if (!context.purpose?.trim())
    throw new Problem(400, 'linkage.purpose-missing', {
      zh: '查看个人信息原文须写明用途（x-purpose）。',
      en: 'State why personal values are needed unmasked (x-purpose).',
    });
  return true;
}

const personRecord = Person as AnyRecord as RecordOf;

const shownAttributes = (): string[] =>
  Object.entries(personRecord.fields)
    .filter(([name, field]) => name !== 'id' && field.computed === undefined)
    .map(([name]) => name);

const shown = (field: Field | undefined, value: unknown, revealed: boolean): string | null => {
  if (value === null || value === undefined) return null;
  const open = revealed || (field !== undefined && !isPersonal(field));
  return String(open ? value : maskValue(value, field?.mask ?? 'hidden'));
};

/** What both sides say of the register's attributes, those compared first. */
async function linesOf(context: Context, pair: Row<typeof Pair>, revealed: boolean) {
  const dataset = await getDatasetEver(context.db, pair.dataset);
  const row = await readRowOfBatch(context, dataset, pair);
  const person: Readonly<Record<string, unknown>> =
    (pair.person &&
      (await readRow(context, context.db, personRecord, await personNow(context.db, pair.person)))) ||
    {};
  const compared = new Map(pair.comparisons.map((each) => [each.attribute, each]));
  const order = [...compared.keys(), ...shownAttributes().filter((name) => !compared.has(name))];
  const lines = order.map((attribute) => {
    const field = personRecord.fields[attribute];
    const said = row?.values[fieldFor(dataset, attribute)?.name ?? ''];
    const comparison = compared.get(attribute);
    return {
      attribute,
      left: shown(field, said, revealed),
      right: shown(field, person[attribute], revealed),
      level: comparison ? levelWords(comparison.level) : null,
      weight: comparison?.weight ?? null,
    };
  });
  return lines.filter(({ left, right, level }) => left !== null || right !== null || level !== null);
}

/** Both sides of a pair as the reader may see them, and why it weighs what it weighs; one entry in the ledger. */
export async function showPair(context: Context, id: string, reveal: 'no' | 'yes'): Promise<Comparison> {
  const revealed = revealing(context, reveal);
  const pair = await store.seenPair(context, id);
  if (!pair) throw notFound(Pair.title, id);
  const found = await readRow(context, context.db, Pair, id);
  if (!found) throw notFound(Pair.title, id);
  const dataset = await getDatasetEver(context.db, found.dataset);
  const decisions = await store.decisionsOf(context.db, id);
  const names = await accountNames(context.db, [...new Set(decisions.map(({ by }) => by))]);
  const lines = await linesOf(context, found, revealed);
  await context.ledger(context.db, {
    action: 'read',
    resource: 'linkage.pair',
    basis: 'linkage:read',
    subjects: registeredOf(found),
    detail: { pair: id, revealed },
  });
  const before = decisions.filter(({ takenBack }) => !takenBack);
  const turn = decidePair({
    state: found.state,
    before,
    said: 'same',
    by: context.actor.id,
    settles: maySettle(context),
  });
  const { state, model, batch, row, person, prior, weight, probability } = found;
  return {
    id,
    state,
    model,
    batch,
    row,
    person: person ?? null,
    prior,
    weight,
    probability,
    lines,
    dataset: dataset.code,
    datasetTitle: dataset.title,
    simulated: found.meta.simulated,
    masked: !revealed,
    decisions: decisions.map((each) => ({ ...each, byName: names.get(each.by) ?? null })),
    mayDecide: mayDecide(context) && typeof turn === 'string',
    // Persons who were made one are parted in the register.
    mayTakeBack: !(found.twin && state === 'linked') && mayTakeBack(context, state, decisions),
  };
}
