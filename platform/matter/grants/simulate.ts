import { setTimeout as pause } from 'node:timers/promises';
import type { Actor, Scope } from '#kernel/actor';
import type { Context } from '#kernel/context';
import { readRow, writeRows } from '#kernel/record-server';
import type { Played } from '#kernel/simulation';
import { handIn } from '#platform/base/forms';
import { actUnder } from '#platform/base/identity';
import { makeRelation } from '#platform/base/relations';
import { giveScores, openSeats, Reviewer } from '#platform/matter/assessment';
import type { OfficerAct } from './contract.ts';
import { applications } from './process.ts';
import { Application, Scheme } from './records.ts';
import { demonstration } from './demonstration.ts';
import { findSchemes } from './store.ts';
import { findPlayers } from './simulate-store.ts';

const organisation = demonstration.organisation;

const actorOf = (id: string, kind: Actor['kind'], grants: Readonly<Record<string, Scope>>): Actor => ({
  id,
  kind,
  name: id,
  organisation: kind === 'official' ? organisation : undefined,
  grants: new Map(Object.entries(grants)),
});

/** The agent hands in for one company, under its mandate. @returns the application */
async function apply(context: Context, agent: string, company: string, amount: number): Promise<string> {
  const endsAt = new Date(context.clock.now().getTime() + 365 * 86_400_000).toISOString();
  const relation = { kind: 'relations.company-agent', basis: 'contract', article: '模拟委托书' } as const;
  await context.transaction((tx) =>
    makeRelation(context, tx, { ...relation, holder: agent, subject: company, endsAt }),
  );
  const mandate = {
    id: company,
    subject: { kind: 'company', key: company },
    title: { zh: company, en: company },
    basis: 'simulated',
  } as const;
  const acting = actUnder(actorOf(agent, 'agent', { 'forms:fill': 'own', 'grants:apply': 'own' }), mandate);
  const account = `6200${String(amount).padStart(12, '0')}`;
  const answers = { project: '更换三台数控机床并接入车间系统', amount, account };
  return handIn({ ...context, actor: acting }, demonstration.form, answers);
}

/** Everybody who was drawn gives the same scores. */
async function judge(context: Context, accounts: readonly string[]): Promise<void> {
  for (const id of accounts) {
    const reviewer = { ...context, actor: actorOf(id, 'official', { 'assessment:review': 'own' }) };
    for (const panel of await openSeats(reviewer))
      await giveScores(reviewer, panel, { scores: { need: 48, gain: 31 }, words: '改造有必要，效益明显' });
  }
}

async function untilReviewed(context: Context, id: string): Promise<boolean> {
  for (let tries = 0; tries < 200; tries += 1) {
    if ((await readRow(context, context.db, Application, id))?.state === 'reviewed') return true;
    await pause(100);
  }
  return false;
}

const accept: OfficerAct = {
  act: 'accept',
  judged: ['company-active', 'established-by'].map((check) => ({
    check,
    met: true,
    why: '实地查看，正常经营',
  })),
};

/** The call, and the list from which its panels are drawn. */
async function prepare(context: Context, accounts: ReadonlyMap<string, string>): Promise<void> {
  const told = { source: 'simulator:grants', simulated: true };
  const reviewers = [...accounts].filter(([account]) => account.startsWith('reviewer-'));
  const list = reviewers.map(([code, account], at) => ({
    code,
    account,
    organisation,
    active: true,
    name: `评模拟${'甲乙丙丁'[at] ?? ''}`,
  }));
  await context.transaction(async (tx) => {
    await writeRows(context, tx, Scheme, [demonstration.schemeAt(context.clock.now())], told);
    await writeRows(context, tx, Reviewer, list, told);
  });
}

/** The first is made public, the second is before its panel, the third lacks something, the fourth is refused. */
async function takeOn(officer: Context, ids: readonly string[], accounts: readonly string[]): Promise<void> {
  const [shown = '', reviewing = '', lacking = '', refused = ''] = ids;
  await applications.act(officer, shown, accept);
  await judge(officer, accounts);
  if (await untilReviewed(officer, shown))
    await applications.act(officer, shown, { act: 'publicise', grantedFen: 5_000_000 });
  await applications.act(officer, reviewing, accept);
  await applications.act(officer, lacking, { act: 'supplement', why: '请补充设备购置合同' });
  await applications.act(officer, refused, { act: 'refuse', why: '改造项目不在支持目录内（模拟）' });
}

/** An invented agent applies for invented companies to an invented call; each application stands at another step. */
export const applicants: Played = {
  name: 'grants.applicants',
  grants: {
    'relations:make': 'city',
    'grants:manage': 'city',
    'assessment:write': 'city',
    'organisations:read': 'city',
  },
  async play(context) {
    const { accounts, companies } = await findPlayers(context.db);
    const [agent, officer] = [accounts.get('agent'), accounts.get('grants-officer')];
    const ready = agent && officer && companies.length === 6;
    if (!ready || (await findSchemes(context, context.db)).length > 0) return;
    await prepare(context, accounts);
    const ids: string[] = [];
    for (const [at, company] of companies.entries())
      ids.push(await apply(context, agent, company, 60_000 + at * 20_000));
    const acting = actorOf(officer, 'official', { 'grants:decide': 'department' });
    await takeOn({ ...context, actor: acting }, ids, [...accounts.values()]);
  },
};
