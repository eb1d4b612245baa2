import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { Problem } from '#kernel/problem';
import type { Incoming } from '#kernel/record-server';
import { getDataset, type Dataset } from '#platform/data/catalogue';
import type { Definition, FieldPair, KeyPair } from './shapes.ts';

const refuse = (code: string, zh: string, en: string): Problem =>
  new Problem(422, `reconciliation.${code}`, { zh, en });

const sides = ['left', 'right'] as const;

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
  const of = { left: await getDataset(db, given.left), right: await getDataset(db, given.right) };
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

/** Who owns each side follows from the catalogue. */
export async function withOwners(incoming: Incoming, _context: Context, db: Db): Promise<Incoming> {
  const { left, right } = await soundSides(db, definitionOf(incoming));
  return { ...incoming, leftOwner: left.provider, rightOwner: right.provider };
}
