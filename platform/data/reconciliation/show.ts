import { differingFields } from '#engines/reconcile';
import { scopeOf } from '#kernel/actor';
import type { Context } from '#kernel/context';
import { maskValue } from '#kernel/record-server';
import type { Dataset, DatasetField } from '#platform/data/catalogue';
import type { MatterRow } from './contract.ts';
import type { Kept, Matter } from './matter.ts';

type Side = 'left' | 'right';

export const isPersonal = ({ sensitivity }: DatasetField): boolean =>
  sensitivity === 'personal' || sensitivity === 'sensitive';

/** Whether another department may have an item at all, as the catalogue says. */
export const isShared = (dataset: Dataset, field: DatasetField): boolean =>
  (field.share ?? dataset.share.type) !== 'none' && dataset.share.type !== 'none';

/** How a run's rows are shown to one reader. */
export interface Showing {
  readonly row: (matter: Matter) => MatterRow;
  /** Whether anything was masked so far. */
  readonly masked: () => boolean;
}

/** The parts of a key stand behind each other so. */
const between = ' · ';

/**
 * Shows rows as the reader may see them: personal values masked unless revealed, what a department does not share hidden
 * from all others but those who work for the whole city.
 */
export function showing(context: Context, { definition, of }: Kept, revealed: boolean): Showing {
  let masked = false;
  const whole = scopeOf(context.actor, 'reconciliation:read') === 'city';
  const show = (side: Side, name: string, value: string | null): string | null => {
    const dataset = of[side];
    const field = dataset.fields.find((each) => each.name === name);
    if (value === null) return null;
    const theirs = !whole && context.actor.organisation !== dataset.provider;
    const hidden = !field || (theirs && !isShared(dataset, field));
    if (!hidden && (revealed || !isPersonal(field))) return value;
    masked = true;
    return String(maskValue(value, hidden ? 'hidden' : (field.mask ?? 'hidden')));
  };
  const showKey = (matter: Matter): string | null => {
    const side: Side = matter.kind.endsWith('right') ? 'right' : 'left';
    const parts = matter.key?.split(between) ?? [];
    if (parts.length === 0) return null;
    if (parts.length === definition.keys.length)
      return definition.keys.map((key, at) => show(side, key[side], parts[at] ?? null)).join(between);
    return definition.keys.map((key) => show(side, key[side], '***')).join(between);
  };
  const place = (matter: Matter, side: Side) => {
    const where = matter.where(side);
    return where && { batch: where.batch, row: where.row };
  };
  const fields = definition.fields.map(({ left }) => ({ name: left }));
  const row = (matter: Matter): MatterRow => ({
    number: matter.number,
    kind: matter.kind,
    key: showKey(matter),
    differing: differingFields({ fields }, matter.fields ?? 0),
    values: definition.fields.map(({ left, right }) => ({
      field: left,
      left: show('left', left, matter.value('left', left)),
      right: show('right', right, matter.value('right', left)),
    })),
    left: place(matter, 'left'),
    right: place(matter, 'right'),
  });
  return { row, masked: () => masked };
}

/** Whose data a row is, for the ledger. */
export const subjectsOf = (matter: Matter, { of }: Kept): string[] =>
  (['left', 'right'] as const).flatMap((side) => {
    const where = matter.where(side);
    return where ? [`${of[side].code}:${where.key}`] : [];
  });
