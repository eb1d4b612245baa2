import { randomUUID } from 'node:crypto';
import { scopeOf } from '#kernel/actor';
import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { notFound, Problem, refuseIf } from '#kernel/problem';
import { fill, type Text } from '#kernel/texts';
import { deadline } from '#engines/working-days';
import { cityCalendar, closeTask, openTask } from '#platform/base/tasks';
import { articlePublished, objectionAnswered } from './events.ts';
import * as publicity from './publicity-store.ts';
import * as store from './store.ts';
import { texts } from './texts.ts';

const sourceOf = (key: string) => ({ module: 'publishing', record: 'objection', key });
const nowOf = (context: Context): string => context.clock.now().toISOString();

export interface PublicityOpened {
  /** Key of what rests on it: `grants.application:17`. One publicity each. */
  readonly matter: string;
  readonly organisation: string;
  readonly title: Text;
  /** Markdown, as articles are. */
  readonly body: Text;
  readonly workingDays: number;
  readonly simulated: boolean;
}

/**
 * Publishes what is about to be decided, for a number of the city's working days in which anybody may object (公示).
 * It is released by whoever decides, so it needs no second person.
 * @returns the article, and until when
 * @throws Problem 503 when the calendar does not reach so far
 */
export async function openPublicity(
  context: Context,
  tx: Db,
  opened: PublicityOpened,
): Promise<{ article: string; endsAt: string }> {
  const { matter, organisation, title, body, workingDays, simulated } = opened;
  const at = nowOf(context);
  const { at: endsAt } = deadline(await cityCalendar(tx), at, { unit: 'working-days', amount: workingDays });
  if (endsAt === null) throw new Problem(503, 'publishing.no-calendar', texts.noCalendar);
  const id = randomUUID();
  const issuedOn = dayOf(context);
  const year = Number(issuedOn.slice(0, 4));
  const number = await store.nextNumber(tx, organisation, year);
  const indexNumber = `${organisation}/${year}-${String(number).padStart(5, '0')}`;
  const facts = {
    category: 'notice',
    disclosure: 'active',
    channels: ['web'],
    fromAt: null,
    toAt: null,
  } as const;
  await store.insertArticle(tx, { ...facts, id, organisation, indexNumber, issuedOn, simulated, at });
  await store.saveVersion(tx, id, { title, body, note: null, author: context.actor.id, version: 1, at });
  await store.setState(tx, id, 1, { state: 'released', by: context.actor.id, at });
  await store.release(tx, id, 1, at);
  await publicity.insertPublicity(tx, { article: id, matter, workingDays, endsAt });
  const payload = { article: id, category: facts.category, version: 1, organisation };
  await context.emit(tx, articlePublished, { key: id, payload });
  return { article: id, endsAt };
}

/**
 * Holds before something is decided on a matter: its publicity is over, each objection is answered, none was upheld. In a
 * transaction no objection comes between this and what is done upon it.
 * @param module whose decision it is: its name stands before the code
 * @throws Problem 409 `<module>.publicity-running`, `<module>.publicity-taken-off`,
 *   `<module>.objections-open`, `<module>.objection-upheld`
 */
export async function requireUndisputed(
  context: Context,
  tx: Db,
  matter: string,
  module: string,
): Promise<void> {
  await publicity.lockPublicity(tx, matter);
  const stands = await publicity.findPublicity(tx, { matter });
  const over = stands !== undefined && nowOf(context) > stands.endsAt;
  const until = stands ? dayOf(context, new Date(stands.endsAt)) : '—';
  const hidden = stands?.withdrawnAt !== null && stands !== undefined && stands.withdrawnAt <= stands.endsAt;
  refuseIf(hidden, `${module}.publicity-taken-off`, texts.takenOff);
  refuseIf(!over, `${module}.publicity-running`, texts.running, { until });
  refuseIf((stands?.unanswered ?? 0) > 0, `${module}.objections-open`, texts.objectionsOpen);
  refuseIf((stands?.upheld ?? 0) > 0, `${module}.objection-upheld`, texts.objectionUpheld);
}

/** Takes the publicity of a matter that is over from the pages; why is what its address tells from then on. */
export async function withdrawPublicity(
  context: Context,
  tx: Db,
  matter: string,
  why: string,
): Promise<void> {
  const row = await publicity.findPublicity(tx, { matter });
  if (row?.withdrawnAt !== null) return;
  await store.withdraw(tx, row.article, { by: context.actor.id, at: nowOf(context), why });
  const outcome = fill(texts.withdrawn, { reason: why });
  for (const id of await publicity.findOpenObjections(tx, row.article))
    await closeTask(context, tx, sourceOf(id), { outcome, status: 'dropped' });
}

/**
 * Holds for an article that nobody's objection waits upon: a publicity stays on the pages as long as it was said to.
 * @throws Problem 409 `publishing.publicity-runs`
 */
export async function requireNotRunning(context: Context, tx: Db, article: string): Promise<void> {
  const row = await publicity.findPublicity(tx, { article });
  if (row && nowOf(context) <= row.endsAt)
    throw new Problem(409, 'publishing.publicity-runs', texts.publicityRuns);
}

/** What an article's page says of its publicity. */
export async function shownPublicity(context: Context, article: string) {
  const row = await publicity.findPublicity(context.db, { article });
  if (!row) return null;
  const { endsAt, objections, unanswered } = row;
  return { endsAt, open: nowOf(context) <= endsAt, objections, unanswered };
}

/**
 * Somebody objects, under their own name, while the publicity runs.
 * @throws Problem 404; 409 `publishing.publicity-over`, `publishing.objected`
 */
export const object = (context: Context, article: string, words: string): Promise<void> =>
  context.transaction(async (tx) => {
    const seen = await publicity.findPublicity(tx, { article });
    const row = seen && (await store.findReleased(tx, article));
    if (!seen || !row) throw notFound(texts.publicity, article);
    await publicity.lockPublicity(tx, seen.matter);
    if (nowOf(context) > seen.endsAt)
      throw new Problem(409, 'publishing.publicity-over', texts.publicityOver);
    const { id: by, name: byName } = context.actor;
    const { organisation, title, simulated } = row;
    const made = { article, organisation, by, byName, words, madeAt: nowOf(context), simulated };
    const id = randomUUID();
    if (!(await publicity.insertObjection(tx, { ...made, id, title: title.zh })))
      throw new Problem(409, 'publishing.objected', texts.objected);
    await openTask(context, tx, {
      kind: 'publishing.objection',
      title: {
        zh: fill(texts.objectionTask, { title: title.zh }).zh,
        en: fill(texts.objectionTask, { title: title.en }).en,
      },
      owner: organisation,
      source: sourceOf(id),
      link: `/publishing/objections/${id}`,
      simulated,
    });
  });

/** An objection to what the actor's organisation made public. @throws Problem 404 */
async function lockOwn({ actor }: Context, tx: Db, id: string) {
  const row = await publicity.lockObjection(tx, id);
  const within = scopeOf(actor, 'publishing:review') === 'city' || actor.organisation === row?.organisation;
  if (!row || !within) throw notFound(texts.objection, id);
  return row;
}

/**
 * The organisation answers an objection: upheld, what rests on the publicity cannot go on as it was.
 * @throws Problem 404; 403 `publishing.own-article`; 409 `publishing.answered`
 */
export const answer = (
  context: Context,
  id: string,
  { upheld, words }: { readonly upheld: boolean; readonly words: string },
): Promise<void> =>
  context.transaction(async (tx) => {
    const row = await lockOwn(context, tx, id);
    if (row.by === context.actor.id) throw new Problem(403, 'publishing.own-article', texts.ownArticle);
    if (row.state !== 'open') throw new Problem(409, 'publishing.answered', texts.answered);
    await publicity.answerObjection(tx, id, {
      state: upheld ? 'upheld' : 'dismissed',
      words,
      at: nowOf(context),
    });
    await closeTask(context, tx, sourceOf(id), { outcome: upheld ? texts.upheld : texts.dismissed });
    const matter = (await publicity.findPublicity(tx, { article: row.article }))?.matter ?? '';
    await context.emit(tx, objectionAnswered, {
      key: row.article,
      payload: { objection: id, matter, upheld },
    });
    await context.ledger(tx, {
      action: 'decide',
      resource: 'publishing.objection',
      basis: 'publishing:review',
      subjects: [row.by],
      detail: { objection: id, upheld },
    });
  });
