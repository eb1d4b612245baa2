import { maskName } from '#engines/identifiers';
import { dayIn } from '#kernel/clock';
import type { Services } from '#kernel/context';
import type { Db } from '#kernel/db';
import { readRow } from '#kernel/record-server';
import { fill } from '#kernel/texts';
import {
  findCitizenAccounts,
  type Mandate,
  type MandateHolder,
  type MandateSource,
} from '#platform/base/identity';
import { Person, personNow } from '#platform/data/registers';
import { householdsFor, speakersOf, type HouseholdDue } from './household-store.ts';
import { texts } from './texts.ts';

const today = ({ config, clock }: Services): string => dayIn(config.TIME_ZONE, clock.now());

async function mandateFor(services: Services, db: Db, { household, head }: HouseholdDue): Promise<Mandate> {
  const name = head === null ? undefined : (await readRow(services, db, Person, head))?.name;
  const shown = name === undefined ? household : maskName(name);
  return {
    id: household,
    subject: { kind: 'household', key: household, name: shown },
    title: fill(texts.forHousehold, { head: shown }),
    basis: 'registers:household',
    // What is the household's own: its sheets, and who looked at them.
    permissions: ['reporting:file', 'registers:self'],
  };
}

async function held({ person }: MandateHolder, db: Db, services: Services): Promise<Mandate[]> {
  if (person === undefined) return [];
  const due = await householdsFor(db, await personNow(db, person), today(services));
  return Promise.all(due.map((each) => mandateFor(services, db, each)));
}

/**
 * A household is answered for by an adult who belongs to it now, by the register: whoever of them does it, it is one answer. Its
 * head is told first; the others where it has none who may.
 */
export const householdMandates: MandateSource = {
  name: 'household',
  list: held,
  agents: async (subjects, db, services) => {
    const speakers = await speakersOf(db, subjects, today(services));
    return speakers.length === 0 ? [] : findCitizenAccounts(db, speakers);
  },
  find: async (holder, id, db, services) =>
    (await held(holder, db, services)).find((mandate) => mandate.id === id),
};
