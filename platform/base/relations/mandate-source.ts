import type { Services } from '#kernel/context';
import { maskName } from '#engines/identifiers';
import type { Db } from '#kernel/db';
import type { Mandate, MandateHolder, MandateSource } from '#platform/base/identity';
import { agentsFor, standingMandates, type StandingMandate } from './mandates.ts';
import { subjectNames } from './subject-names.ts';

export const kindOf = (kind: string): 'person' | 'company' => (kind === 'company' ? 'company' : 'person');

/** A private person's name is not spelled out in a list; who is meant is known to who may act for them. */
const called = (kind: string, name: string | undefined, key: string): string => {
  if (name === undefined) return key;
  return kind === 'company' ? name : maskName(name);
};

function mandateOf(row: StandingMandate, names: ReadonlyMap<string, string>): Mandate {
  const { relation, title, subjectKind, subject: key, permissions, endsAt } = row;
  const name = names.get(key);
  const shown = called(subjectKind, name, key);
  return {
    id: relation,
    subject: { kind: kindOf(subjectKind), key, ...(name === undefined ? {} : { name }) },
    title: { zh: `代“${shown}”办理（${title.zh}）`, en: `For ${shown} (${title.en})` },
    basis: `relation:${row.kind}`,
    permissions,
    until: endsAt,
  };
}

async function held(holder: MandateHolder, db: Db, services: Services): Promise<Mandate[]> {
  const rows = await standingMandates(services, holder.id, db);
  const names = await subjectNames(services, db, rows);
  return rows.map((row) => mandateOf(row, names));
}

/** Guardians, family proxies, agents of companies: whoever holds such a relation now acts in the subject's place. */
export const relationMandates: MandateSource = {
  name: 'relation',
  list: held,
  agents: (subjects, db, services) => agentsFor(services, db, subjects),
  find: async (holder, id, db, services) =>
    (await held(holder, db, services)).find((mandate) => mandate.id === id),
};
