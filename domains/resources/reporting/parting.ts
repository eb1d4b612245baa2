import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { findCitizenPerson } from '#platform/base/identity';
import { mandatesOf } from '#platform/base/relations';
import { personNow } from '#platform/data/registers';
import { dropFilings } from './dropping.ts';
import { moveSheets, type Way } from './follow-store.ts';
import { lockAll, moveConsents, moveFilings, told } from './moving.ts';
import { openTermsJob } from './opening.ts';
import * as store from './parting-store.ts';
import { dueIds } from './store.ts';

type Whose = 'stays' | 'goes' | 'unknown';

/** Whom an account answers for, of the two: its own person, else the one in whose place it acts. */
async function answersFor(context: Context, tx: Db, account: string, { from, to }: Way): Promise<Whose> {
  const own = await findCitizenPerson(tx, account);
  const now = own === undefined ? undefined : await personNow(tx, own);
  if (now === to) return 'goes';
  if (now === from) return 'stays';
  const subjects = (await mandatesOf(context, account, tx)).map(({ subject }) => subject);
  const [forFrom, forTo] = [subjects.includes(from), subjects.includes(to)];
  if (forFrom === forTo) return 'unknown';
  return forTo ? 'goes' : 'stays';
}

/**
 * Whose a sheet is, of two who were taken for one person. What was done while each had their own id is theirs under whose id it
 * was; what was done since is whose account did it, or for whom alone that account acts.
 */
async function whoseIs(
  context: Context,
  tx: Db,
  way: Way,
  { sheet, since }: { readonly sheet: store.ActedSheet; readonly since: string | undefined },
): Promise<Whose> {
  if (since !== undefined && Date.parse(sheet.at) <= Date.parse(since))
    return sheet.movedFrom === way.to ? 'goes' : 'stays';
  return answersFor(context, tx, sheet.by, way);
}

/** Sheets of some days, and what was handed in with them, go to whose they are; delivered to departments anew. */
export async function giveBack(context: Context, tx: Db, way: Way, days: readonly string[]): Promise<void> {
  if (days.length === 0) return;
  const moved = await moveFilings(context, tx, way, { days, done: true });
  await moveSheets(tx, way, { days });
  await moveConsents(context, tx, way, days);
  await openAgain(
    context,
    tx,
    moved.map((each) => each.return),
  );
}

/** Who owed the same and no longer has it is asked again. */
async function openAgain(context: Context, tx: Db, returns: readonly string[]): Promise<void> {
  for (const code of new Set(returns))
    await context.startJob(tx, openTermsJob, { return: code }, { actor: context.actor });
}

/** What is due of one by the other alone is the other's; so are lists that one came on by the other. */
async function giveDueBack(context: Context, tx: Db, way: Way): Promise<void> {
  const ids = await store.dueThatCame(tx, way);
  const moved = ids.length === 0 ? [] : await moveFilings(context, tx, way, { ids });
  const at = context.clock.now().toISOString();
  const left = await store.leaveLists(tx, way, { at, by: context.actor.id });
  for (const code of left) await dropFilings(context, tx, await dueIds(tx, code, way.from), told);
  await openAgain(context, tx, [...moved.map((each) => each.return), ...left]);
}

/** Days of the sheets, by whose they are. */
async function sorted(context: Context, tx: Db, way: Way): Promise<Record<Whose, store.ActedSheet[]>> {
  const since = await store.followedAt(tx, { from: way.to, to: way.from });
  const found: Record<Whose, store.ActedSheet[]> = { stays: [], goes: [], unknown: [] };
  for (const sheet of await store.actedSheets(tx, way.from))
    found[await whoseIs(context, tx, way, { sheet, since })].push(sheet);
  return found;
}

const daysOf = (sheets: readonly store.ActedSheet[]): string[] => sheets.map(({ endsOn }) => endsOn);

/**
 * Parts what two persons owe, have begun and have handed in who were taken for one. What nobody can tell apart is asked of the
 * departments that have it, and begun anew where none has; what the city filled in meanwhile it filled in of both, and is
 * taken out of what is not handed in.
 * @returns days of the sheets that somebody must be asked about
 */
export async function part(context: Context, tx: Db, way: Way): Promise<string[]> {
  await lockAll(tx, way);
  const { goes, unknown } = await sorted(context, tx, way);
  await giveBack(context, tx, way, daysOf(goes));
  await giveDueBack(context, tx, way);
  await store.emptySheets(tx, way.from, daysOf(unknown.filter(({ handedIn }) => !handedIn)));
  await store.takeOutFilledIn(tx, [way.from, way.to]);
  return daysOf(unknown.filter(({ handedIn }) => handedIn));
}
