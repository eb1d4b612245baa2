import { sql } from 'kysely';
import { citizenIdCheck } from '#engines/identifiers';
import { fixedClock } from '#kernel/clock';
import { writeRows } from '#kernel/record-server';
import { createAccount } from '#platform/base/identity';
import { makeRelation } from '#platform/base/relations';
import { Person } from '#platform/data/registers';
import { openTestCity, type TestCity } from '#testing';
import reporting from '../module.ts';
import { clerkGrants, partyOf, password } from './companies.ts';

// For tests only: a town with elderly people, a daughter, a child, and the departments that ask them.

/** Invented numbers: division 000281, which never was. */
const number = (first17: string): string => first17 + citizenIdCheck(first17);

const people = [
  ['P-elder', '模拟老人甲', '00028119460505001', '1946-05-05', '330281103200'],
  ['P-sixty', '模拟老人乙', '00028119640505002', '1964-05-05', '330281103201'],
  ['P-gone', '模拟故人', '00028119400505003', '1940-05-05', '330281103200'],
  ['P-far', '模拟远人', '00028119460505005', '1946-05-05', '330281001001'],
  ['P-daughter', '模拟女儿', '00028119900505006', '1990-05-05', '330281103200'],
  ['P-worker', '模拟工人', '00028119850505008', '1985-05-05', '330281001001'],
  ['P-child', '模拟孩子', '00028120180505007', '2018-05-05', '330281103200'],
] as const;

/** The invented number of one of them. */
export const numberOf = (person: (typeof people)[number][0]): string =>
  number(people.find(([id]) => id === person)?.[2] ?? '');

async function register(city: TestCity): Promise<void> {
  const context = city.as({ id: 'platform', grants: { '*': 'city' } }).context();
  await context.transaction(async (tx) => {
    const rows = people.map(([id, name, first17, birthDate, division], at) => ({
      id,
      name,
      citizenId: number(first17),
      birthDate,
      division,
      address: `试验村 ${at + 1} 号`,
      mobile: `1540000000${at}`,
      sources: 2,
      origins: {},
      provisional: false,
    }));
    await writeRows(context, tx, Person, rows, { source: 'test', simulated: true });
    await died(tx, 'P-gone');
  });
}

type Db = Parameters<typeof writeRows>[1];

/** What the register of households would be told. */
export const moved = (
  db: Db,
  person: string,
  [kind, day]: readonly ['died' | 'moved-in' | 'moved-out', string],
) =>
  sql`insert into registers.movement (dataset, row_key, person, household_number, kind, happened_on, batch, row, at, simulated)
    values ('test', ${`${person} ${kind}`}, ${person}, '1', ${kind}, ${day}, 'B', 1, now(), true)`.execute(
    db,
  );

export const died = (db: Db, person: string) => moved(db, person, ['died', '2026-11-01']);

/** Elderly people, each by the divisions in which the register has had them: since October, and since today. */
export async function lived(city: TestCity, all: Readonly<Record<string, readonly string[]>>): Promise<void> {
  const context = city.as({ id: 'platform', grants: { '*': 'city' } }).context();
  const write = (at: number) =>
    context.transaction(async (tx) => {
      const rows = Object.entries(all).flatMap(([id, divisions], index) => {
        const division = divisions[at];
        if (division === undefined) return [];
        const citizenId = number(`0002811946050501${index}`);
        const more = { sources: 1, origins: {}, provisional: false };
        return [{ id, name: `模拟${id}`, citizenId, birthDate: '1946-05-05', division, ...more }];
      });
      await writeRows(context, tx, Person, rows, { source: 'test', simulated: true });
      if (at > 0) return;
      const ids = rows.map(({ id }) => id);
      await sql`update registers.person set valid_from = '2026-10-01' where id = any(${ids}::text[])`.execute(
        tx,
      );
    });
  await write(0);
  await write(1);
}

async function accounts(city: TestCity): Promise<void> {
  const context = city.as({ id: 'platform', grants: { '*': 'city' } }).context();
  const numbers = new Map(people.map(([id, , first17]) => [id, number(first17)]));
  const citizen = (tx: Db, name: string, more: { level?: 1 | 2 | 3 } = {}) =>
    createAccount(context, tx, {
      account: name,
      name,
      kind: 'citizen',
      password,
      posts: [{ code: `${name}.citizen`, role: 'citizen' }],
      citizen: { idNumber: numbers.get(`P-${name}` as 'P-elder') ?? '', person: `P-${name}` },
      simulated: true,
      ...more,
    });
  await context.transaction(async (tx) => {
    const elder = await citizen(tx, 'elder');
    await citizen(tx, 'sixty', { level: 2 });
    await citizen(tx, 'far', { level: 1 });
    await citizen(tx, 'worker', { level: 2 });
    await citizen(tx, 'child');
    const daughter = await citizen(tx, 'daughter');
    const relation = { holder: daughter, endsAt: '2027-06-30T00:00:00Z' };
    await makeRelation(context, tx, {
      ...relation,
      kind: 'relations.family-proxy',
      subject: 'P-sixty',
      basis: 'consent',
    });
    // Neighbours help with errands; that does not make a guardian.
    await makeRelation(context, tx, {
      ...relation,
      holder: elder,
      kind: 'relations.family-proxy',
      subject: 'P-child',
      basis: 'consent',
    });
    await makeRelation(context, tx, {
      ...relation,
      kind: 'relations.guardian',
      subject: 'P-child',
      basis: 'law',
      article: '《民法典》第二十七条',
    });
    // A proxy stands only after the word of whom it is about.
    await sql`update relations.relation set state = 'standing' where kind = 'relations.family-proxy'`.execute(
      tx,
    );
  });
}

/** 1 December 2026, two weeks after the day that the city's returns of the elderly are about. */
export async function openPersons() {
  const clock = fixedClock('2026-12-01T02:00:00Z');
  const city = await openTestCity({ modules: [reporting], clock });
  await register(city);
  await accounts(city);
  const clerk = (organisation: string) =>
    city.as({ id: `clerk-${organisation}`, organisation, grants: clerkGrants });
  return {
    city,
    clock,
    civil: clerk('330281-mzj'),
    health: clerk('330281-wsj'),
    labour: clerk('330281-rsj'),
    elder: await partyOf(city, 'none', 'elder'),
    far: await partyOf(city, 'none', 'far'),
    worker: await partyOf(city, 'none', 'worker'),
    child: await partyOf(city, 'none', 'child'),
    daughter: await partyOf(city, 'none', 'daughter'),
    /** Who says only that they are the daughter's father. */
    sixty: await partyOf(city, 'none', 'sixty'),
    /** The daughter in the place of each. */
    forSixty: await partyOf(city, '亲属代办', 'daughter'),
    helpsChild: await partyOf(city, '亲属代办', 'elder'),
    forChild: await partyOf(city, '监护', 'daughter'),
  };
}
