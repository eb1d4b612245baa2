import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { writeRows } from '#kernel/record-server';
import type { Draft } from '../drafts.ts';
import { goldenRow } from '../golden-row.ts';
import type { Golden } from '../rules.ts';
import { strongest } from '../rules.ts';
import { findByIds } from '../store.ts';
import { subjects } from '../subjects.ts';
import { foldSides } from './fold.ts';
import * as store from './sides-store.ts';

const subject = subjects.person;

/** Keeps what the rows of a side say now. */
export const putSide = (
  tx: Db,
  side: {
    readonly id: string;
    readonly person: string;
    readonly golden: Golden;
    readonly simulated: boolean;
  },
): Promise<void> => {
  const { id, person, simulated, golden } = side;
  const { values, origins } = golden;
  const number = values[subject.identifier] ?? null;
  return store.putSides(tx, [{ id, person, number, simulated, golden: { values, origins } }]);
};

/** A person who stood by itself is a side from now on. */
export async function asSide(tx: Db, id: string): Promise<void> {
  const [alone] = (await findByIds(tx, subject, [id])).filter(({ person }) => person === undefined);
  if (!alone) return;
  const { values, origins, simulated } = alone;
  await putSide(tx, { id, person: id, simulated, golden: { values, origins, confirmed: {} } });
}

/** Keeps what the rows of a batch changed of sides. */
export async function putDrafts(tx: Db, drafts: readonly Draft[], invented: boolean): Promise<void> {
  for (const { id, person, golden, simulated } of drafts)
    if (id !== undefined && person !== undefined)
      await putSide(tx, { id, person, golden, simulated: simulated || invented });
}

/** Writes persons of several sides as these make them now, each attribute by authority and recency. */
export async function writeUnited(
  context: Context,
  tx: Db,
  persons: readonly string[],
  from: { readonly source: string; readonly basis: string },
): Promise<void> {
  if (persons.length === 0) return;
  const all = await store.sidesOf(tx, persons);
  const standing = await findByIds(
    tx,
    subject,
    all.map(({ id }) => id),
  );
  const members = Map.groupBy(await store.rowsOfPersons(tx, persons), ({ entity }) => entity);
  const rows = persons.map((person) => {
    const sides = all
      .filter((each) => each.person === person)
      .map(({ id, golden, simulated }) => ({
        id,
        simulated,
        golden: {
          ...golden,
          confirmed: strongest(
            standing.find((each) => each.id === id)?.members.map(({ confirms }) => confirms) ?? [],
          ),
        },
      }));
    const golden = foldSides(sides, person, subject.identifier);
    return {
      ...goldenRow(
        subject,
        { id: person, golden },
        (members.get(person) ?? []).map(({ dataset }) => dataset),
      ),
      otherIds: sides.map(({ id }) => id).filter((id) => id !== person),
      mergedInto: null,
      simulated: sides.some(({ simulated }) => simulated),
    };
  });
  await writeRows(context, tx, subject.record, rows, from);
}
