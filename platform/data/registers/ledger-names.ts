import { readRow } from '#kernel/record-server';
import { numberSubjects, type SubjectNames } from '#platform/base/ledger';
import { householdsOfPersons } from './households/store.ts';
import { Person } from './records.ts';
import { idsOf, numbersOf, personNow } from './regroup/alias-store.ts';
import * as store from './store.ts';

/**
 * The rows that are part of a person or company, by the names under which the ledger is told of rows; of a person also the
 * numbers, for rows of datasets that feed no register: theirs and those of whoever was merged into them; every id that leads to
 * them; and the household to which they belong now.
 */
export const ledgerNames: SubjectNames = async (context, subject) => {
  const { db } = context;
  const id = await personNow(db, subject);
  const person = await readRow(context, db, Person, id);
  const ids = person ? await idsOf(db, id) : [id];
  const names = person ? [...ids] : [];
  if (person) {
    const named = await numberSubjects(context);
    for (const number of await numbersOf(db, ids)) names.push(named(number));
    names.push(...(await householdsOfPersons(db, ids)));
  }
  for (const each of ids)
    for (const { dataset, row_key: key } of await store.membersOf(db, each)) names.push(`${dataset}:${key}`);
  return names;
};
