import { scopeOf } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { Problem } from '#kernel/problem';
import type { Incoming } from '#kernel/record-server';
import { getDatasetEver, type Dataset } from '#platform/data/catalogue';
import type { Definition, FieldPair, KeyPair } from './shapes.ts';
import { isShared } from './show.ts';

const refuse = (code: string, zh: string, en: string): Problem =>
  new Problem(422, `reconciliation.${code}`, { zh, en });

const sides = ['left', 'right'] as const;
type Side = (typeof sides)[number];

function assertFields(
  pairs: readonly (KeyPair | FieldPair)[],
  of: Readonly<Record<'left' | 'right', Dataset>>,
) {
  for (const pair of pairs)
    for (const side of sides) {
      const { title, fields } = of[side];
      if (fields.some(({ name }) => name === pair[side])) continue;
      throw refuse(
        'field-unknown',
        `“${title.zh}”没有信息项 ${pair[side]}。`,
        `“${title.en}” has no field ${pair[side]}.`,
      );
    }
}

/**
 * What a comparison must be to be run: two datasets that are not the same, fields that they have, each of the left once.
 * @throws Problem 404 `request.not-found`, 422 `reconciliation.*`
 */
export async function soundSides(db: Db, given: Definition): Promise<{ left: Dataset; right: Dataset }> {
  if (given.left === given.right)
    throw refuse('same-side', '两方是同一个数据集。', 'Both sides are the same dataset.');
  const of = { left: await getDatasetEver(db, given.left), right: await getDatasetEver(db, given.right) };
  assertFields([...given.keys, ...given.fields], of);
  const lefts = given.fields.map(({ left }) => left);
  const twice = lefts.find((name, at) => lefts.indexOf(name) !== at);
  if (twice !== undefined)
    throw refuse('field-twice', `左方的 ${twice} 比了两次。`, `The left field ${twice} is compared twice.`);
  return of;
}

export const definitionOf = (row: Incoming): Definition => ({
  left: String(row['leftDataset']),
  right: String(row['rightDataset']),
  keys: row['keys'] as KeyPair[],
  fields: row['fields'] as FieldPair[],
  missing: row['missing'] as Definition['missing'],
});

const withheld = (zh: string, en: string): Problem =>
  new Problem(403, 'reconciliation.not-shared', { zh, en });

/**
 * What one department may compare: what the other shares, for who is on a list and which values differ tell of rows that
 * are never shown. And it returns differences to nobody but itself. Who works for the whole city may do both.
 * @throws Problem 403 `reconciliation.not-shared`, `reconciliation.findings-of-another`
 */
function assertWithin({ actor }: Context, incoming: Incoming, of: Readonly<Record<Side, Dataset>>): void {
  if (scopeOf(actor, 'reconciliation:write') === 'city') return;
  // Of whom neither side is, writes nothing here: the record's own scope says so.
  if (sides.every((side) => of[side].provider !== actor.organisation)) return;
  const { keys, fields } = definitionOf(incoming);
  const told = incoming['findings'];
  for (const side of sides) {
    const dataset = of[side];
    if (dataset.provider === actor.organisation) continue;
    const { zh, en } = dataset.title;
    if (dataset.share.type === 'none')
      throw withheld(`“${zh}”不予共享，不能比对。`, `“${en}” is not shared.`);
    const names = new Set([...keys, ...fields].map((pair) => pair[side]));
    const hidden = dataset.fields.find((field) => names.has(field.name) && !isShared(dataset, field));
    if (hidden)
      throw withheld(
        `“${zh}”的“${hidden.label.zh}”不予共享，不能比对。`,
        `“${hidden.label.en}” of “${en}” is not shared.`,
      );
    if (told === side || told === 'both')
      throw new Problem(403, 'reconciliation.findings-of-another', {
        zh: `向“${zh}”的单位下发不一致，由数据主管部门设置。`,
        en: `That differences go to the owner of “${en}” is for the data office to say.`,
      });
  }
}

/** Who owns each side follows from the catalogue. */
export async function withOwners(incoming: Incoming, context: Context, db: Db): Promise<Incoming> {
  const { left, right } = await soundSides(db, definitionOf(incoming));
  assertWithin(context, incoming, { left, right });
  return { ...incoming, leftOwner: left.provider, rightOwner: right.provider };
}
