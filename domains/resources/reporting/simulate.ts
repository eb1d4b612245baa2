import { organisationCodeCheck, usccCheck } from '#engines/identifiers';
import type { Actor } from '#kernel/actor';
import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import { writeRows } from '#kernel/record-server';
import type { Played } from '#kernel/simulation';
import { actUnder } from '#platform/base/identity';
import { prefillSheet, saveSheet } from './answering.ts';
import type { Cell, Sheet } from './contract.ts';
import { namedOn } from './named.ts';
import { handIn } from './handing-in.ts';
import { join } from './offers.ts';
import { openTerm } from './opening.ts';
import type { Party } from './party.ts';
import { termsOver } from './periods.ts';
import { Respondent } from './records.ts';
import { mySheet, mySheets } from './sheet.ts';
import { inventedAdults, inventedCompanies, isAnybodyListed, someDue } from './simulate-store.ts';
import { returnsInForce } from './store.ts';

const agent: Actor = {
  id: 'simulated-agent',
  kind: 'agent',
  name: '模拟经办人',
  grants: new Map([
    ['reporting:file', 'own'],
    ['registers:self', 'own'],
  ]),
};

const actingFor = (context: Context, { kind, key }: Party): Context => ({
  ...context,
  actor: actUnder(agent, {
    id: key,
    subject: { kind, key },
    title: { zh: key, en: key },
    basis: 'simulated',
  }),
});

/** Of a division that registers nobody, with checks that hold. */
const organisation = '00000001';
const seventeen = `91990099${organisation}${organisationCodeCheck(organisation)}`;
const inventedCode = `${seventeen}${usccCheck(seventeen)}`;

/** What is answered alike by everybody; of a number that the city does not know nobody makes one up. */
const alike: Readonly<Partial<Record<Cell['type'], string>>> = {
  date: '2019-05-06',
  text: '模拟',
  'credit-code': inventedCode,
};

/** The same cell of the same respondent is the same number each time it is played. */
function invented({ cell, type }: Cell, seed: number): string {
  const said = alike[type];
  if (said !== undefined) return said;
  const mixed = [...cell].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973, seed);
  return type === 'boolean' ? String(mixed % 3 === 0) : String(20 + (mixed % 900));
}

/** Numbers that nobody makes up: where the city does not know one, the sheet stays begun. */
const unknowable: ReadonlySet<Cell['type']> = new Set(['citizen-id', 'mobile']);

/** Checks what the city filled in, answers the rest and hands in. */
async function report(context: Context, endsOn: string, seed: number): Promise<void> {
  const named = namedOn(await mySheet(context, endsOn));
  const begun: Sheet = await prefillSheet(context, endsOn, { ...named, revision: 0 });
  const left = begun.list.filter(({ cell, required }) => required && !begun.answers[cell]);
  const rest = left
    .filter(({ type }) => !unknowable.has(type))
    .map((cell) => [cell.cell, invented(cell, seed)] as const);
  const answers = { ...begun.answers, ...Object.fromEntries(rest) };
  const saved = await saveSheet(context, endsOn, { revision: begun.revision, answers });
  if (saved.faults.length === 0) await handIn(context, endsOn, { ...named, revision: saved.revision });
}

const grants = { 'reporting:design': 'city', 'reporting:read': 'city' } as const;

/**
 * Invented companies are on every list since the last three months. Two of them have reported the earlier periods and one
 * all of them; what is left is due, so that whoever signs in as their agent has something to report.
 */
export const companies: Played = {
  name: 'reporting.companies',
  grants,
  async play(context, seed) {
    const found = await inventedCompanies(context.db);
    if (found.length === 0 || (await isAnybodyListed(context.db))) return;
    const since = new Date(Date.parse(dayOf(context)) - 100 * 86_400_000).toISOString().slice(0, 10);
    const returns = (await returnsInForce(context.db)).filter(({ asks }) => asks === 'company');
    const rows = returns.flatMap(({ code }) =>
      found.map((company) => ({ code: `${code}.${company}`, since })),
    );
    await context.transaction((tx) =>
      writeRows(context, tx, Respondent, rows, { source: 'simulator:reporting', simulated: true }),
    );
    for (const [at, key] of found.slice(-2).entries()) {
      const acting = actingFor(context, { kind: 'company', key });
      const due = (await mySheets(acting)).items.toReversed();
      for (const { endsOn } of at === 0 ? due.slice(0, -1) : due) await report(acting, endsOn, seed + at);
    }
  },
};

/** So many persons of a return have reported, and so many have come of themselves. */
const some = { asked: 12, unasked: 3 };

/** What is owed of a place for the periods that are over; some of them have reported for all departments together. */
async function playAsked(context: Context, seed: number, kind: 'person' | 'household'): Promise<void> {
  const returns = (await returnsInForce(context.db)).filter(({ asks }) => asks === kind);
  for (const each of returns)
    for (const term of termsOver(each.period, each.beginsOn, dayOf(context)))
      await openTerm(context, each, term);
  for (const [at, key] of (await someDue(context.db, kind, some.asked)).entries()) {
    const acting = actingFor(context, { kind, key });
    for (const { endsOn, state } of (await mySheets(acting)).items)
      if (state === 'untouched') await report(acting, endsOn, seed + at);
  }
}

/** Households that a return asks owe it, and some have answered. */
export const households: Played = {
  name: 'reporting.households',
  grants,
  play: (context, seed) => playAsked(context, seed, 'household'),
};

/**
 * Residents whom a return asks owe it; some of them, by their families, have reported for all departments together, and a few
 * have come of themselves.
 */
export const persons: Played = {
  name: 'reporting.persons',
  grants,
  async play(context, seed) {
    await playAsked(context, seed, 'person');
    for (const [at, key] of (await inventedAdults(context.db, some.unasked)).entries()) {
      const acting = actingFor(context, { kind: 'person', key });
      for (const { code } of (await mySheets(acting)).offers) {
        const { endsOn } = await join(acting, code);
        const line = (await mySheets(acting)).items.find((each) => each.endsOn === endsOn);
        if (line?.state === 'untouched') await report(acting, endsOn, seed + at);
      }
    }
  },
};
