import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { notFound, Problem } from '#kernel/problem';
import { organisationNames } from '#platform/base/organisations';
import { cityCalendar } from '#platform/base/tasks';
import type { Offer } from './contract.ts';
import { dropFilings } from './dropping.ts';
import { dueAfter } from './due.ts';
import { open } from './opening.ts';
import { partyOf, requireFit, type Party } from './party.ts';
import { termsOver, type Term } from './periods.ts';
import { findLiving, offersTo } from './person-store.ts';
import { filingsOf, lockSheet } from './sheet-store.ts';
import * as store from './store.ts';
import { texts } from './texts.ts';

/** The city's day, and where it ends. */
const todayOf = (context: Context) => ({ today: dayOf(context), zone: context.config.TIME_ZONE });

/** The period that may be answered on own initiative now, with its last day. */
async function termNow(
  context: Context,
  db: Db,
  running: store.RunningReturn,
): Promise<{ readonly term: Term; readonly dueOn: string } | undefined> {
  const today = dayOf(context);
  const term = termsOver(running.period, running.beginsOn, today).at(-1);
  if (!term) return undefined;
  const { dueOn } = dueAfter(await cityCalendar(db), term.endsOn, running.dueDays);
  return dueOn < today ? undefined : { term, dueOn };
}

/** What a person may answer without being asked, and has not begun. */
export async function offersFor(context: Context, { kind, key }: Party): Promise<Offer[]> {
  if (kind !== 'person') return [];
  const { db } = context;
  const [rows, running, begun] = await Promise.all([
    offersTo(db, key, todayOf(context)),
    store.returnsInForce(db),
    filingsOf(db, key),
  ]);
  const names = await organisationNames(db, [...new Set(rows.map(({ owner }) => owner))]);
  const offers: Offer[] = [];
  for (const { titleZh, titleEn, ...row } of rows) {
    const found = running.find(({ code }) => code === row.code);
    const now = found && (await termNow(context, db, found));
    if (!now || begun.some((each) => each.return === row.code && each.period === now.term.code)) continue;
    offers.push({
      ...row,
      title: { zh: titleZh, en: titleEn ?? titleZh },
      ownerName: names.get(row.owner) ?? { zh: row.owner, en: row.owner },
      dueOn: now.dueOn,
    });
  }
  return offers;
}

/**
 * Begins to answer a return unasked. Begun before is begun.
 * @throws Problem 404 of what is not offered to this person, 409 `reporting.offer-over`
 */
export async function join(context: Context, code: string): Promise<{ endsOn: string }> {
  return context.transaction(async (tx) => {
    const party = await partyOf(context, tx);
    await requireFit(context, tx, party, 2);
    const running = await store.lockInForce(tx, code);
    const offered = (await offersTo(tx, party.key, todayOf(context))).some((each) => each.code === code);
    if (!running || !offered) throw notFound(texts.return, code);
    const now = await termNow(context, tx, running);
    if (!now) throw new Problem(409, 'reporting.offer-over', texts.offerOver);
    const { term } = now;
    await lockSheet(tx, party.key, term.endsOn);
    const begun = (await filingsOf(tx, party.key, term.endsOn)).some((each) => each.return === code);
    const simulated = (await findLiving(tx, party.key))?.simulated ?? false;
    if (!begun) await open(context, tx, running, [{ respondent: party.key, simulated, term }]);
    return { endsOn: term.endsOn };
  });
}

/** Leaves what was begun unasked and is not handed in. @throws Problem 404 when there is nothing of the kind */
export async function leave(context: Context, code: string): Promise<{ code: string; state: string }> {
  return context.transaction(async (tx) => {
    const party = await partyOf(context, tx);
    const due = new Set(await store.dueIds(tx, code, party.key));
    const begun = (await filingsOf(tx, party.key)).filter(({ id, voluntary }) => voluntary && due.has(id));
    if (begun.length === 0) throw notFound(texts.return, code);
    const told = { source: `reporting:${code}`, basis: 'reporting:file' };
    for (const { id, simulated } of begun) await dropFilings(context, tx, [id], { ...told, simulated });
    return { code, state: 'dropped' };
  });
}
