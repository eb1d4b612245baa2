import { organisationCodeCheck, usccCheck } from '#engines/identifiers';
import type { Actor } from '#kernel/actor';
import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import { writeRows } from '#kernel/record-server';
import type { Played } from '#kernel/simulation';
import { actUnder } from '#platform/base/identity';
import type { Cell, Sheet } from './contract.ts';
import { Respondent } from './records.ts';
import { handIn, mySheets, prefillSheet, saveSheet } from './sheet.ts';
import { inventedCompanies, isAnybodyListed } from './simulate-store.ts';
import { returnsInForce } from './store.ts';

const agent: Actor = {
  id: 'simulated-agent',
  kind: 'agent',
  name: '模拟经办人',
  grants: new Map([['reporting:file', 'own']]),
};

const actingFor = (context: Context, company: string): Context => ({
  ...context,
  actor: actUnder(agent, {
    id: company,
    subject: { kind: 'company', key: company },
    title: { zh: company, en: company },
    basis: 'simulated',
  }),
});

/** Of a division that registers nobody, with checks that hold. */
const organisation = '00000001';
const seventeen = `91990099${organisation}${organisationCodeCheck(organisation)}`;
const inventedCode = `${seventeen}${usccCheck(seventeen)}`;

/** The same cell of the same company is the same number each time it is played. */
function invented({ cell, type }: Cell, seed: number): string {
  if (type === 'date') return '2019-05-06';
  if (type === 'text') return '模拟';
  if (type === 'credit-code') return inventedCode;
  const mixed = [...cell].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973, seed);
  return String(20 + (mixed % 900));
}

/** Checks what the city filled in, answers the rest and hands in. */
async function report(context: Context, endsOn: string, seed: number): Promise<void> {
  const begun: Sheet = await prefillSheet(context, endsOn, 0);
  const rest = begun.list
    .filter(({ cell, required }) => required && !begun.answers[cell])
    .map((cell) => [cell.cell, invented(cell, seed)] as const);
  const answers = { ...begun.answers, ...Object.fromEntries(rest) };
  const saved = await saveSheet(context, endsOn, { revision: begun.revision, answers });
  await handIn(context, endsOn, saved.revision);
}

/**
 * Invented companies are on every list since the last three months. Two of them have reported the earlier periods and one
 * all of them; what is left is due, so that whoever signs in as their agent has something to report.
 */
export const companies: Played = {
  name: 'reporting.companies',
  grants: { 'reporting:design': 'city', 'reporting:read': 'city' },
  async play(context, seed) {
    const found = await inventedCompanies(context.db);
    if (found.length === 0 || (await isAnybodyListed(context.db))) return;
    const since = new Date(Date.parse(dayOf(context)) - 100 * 86_400_000).toISOString().slice(0, 10);
    const rows = (await returnsInForce(context.db)).flatMap(({ code }) =>
      found.map((company) => ({ code: `${code}.${company}`, since })),
    );
    await context.transaction((tx) =>
      writeRows(context, tx, Respondent, rows, { source: 'simulator:reporting', simulated: true }),
    );
    for (const [at, company] of found.slice(-2).entries()) {
      const acting = actingFor(context, company);
      const due = (await mySheets(acting)).items.toReversed();
      for (const { endsOn } of at === 0 ? due.slice(0, -1) : due) await report(acting, endsOn, seed + at);
    }
  },
};
