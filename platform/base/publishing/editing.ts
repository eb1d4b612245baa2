import { randomUUID } from 'node:crypto';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { notFound, Problem } from '#kernel/problem';
import { fill } from '#kernel/texts';
import { closeTask, openTask } from '#platform/base/tasks';
import { articlePublished } from './events.ts';
import { ownerOf, tieFiles } from './files.ts';
import { requireNotRunning } from './publicity.ts';
import * as store from './store.ts';
import { texts } from './texts.ts';

const mendOf = (id: string) => ({ module: 'publishing', record: 'returned', key: id });
const nowOf = (context: Context): string => context.clock.now().toISOString();

export interface Draft extends store.Facts {
  readonly title: store.ArticleRow['title'];
  readonly body: store.ArticleRow['body'];
  readonly note: string | null;
  readonly attachments: readonly string[];
}

function requireForward({ fromAt, toAt }: store.Facts): void {
  if (fromAt !== null && toAt !== null && toAt <= fromAt)
    throw new Problem(422, 'publishing.backwards', texts.backwards);
}

async function lock(context: Context, tx: Db, id: string, permission: string): Promise<store.ArticleRow> {
  const row = await store.findArticle(tx, context.actor, { id, permission, lock: true });
  if (!row) throw notFound(texts.article, id);
  return row;
}

function requireNotWithdrawn({ withdrawnAt, withdrawnWhy }: store.ArticleRow): void {
  if (withdrawnAt !== null)
    throw new Problem(409, 'publishing.withdrawn', fill(texts.withdrawn, { reason: withdrawnWhy ?? '' }));
}

export async function create(context: Context, draft: Draft): Promise<string> {
  const { organisation, id: author } = context.actor;
  if (!organisation) throw new Problem(422, 'publishing.no-organisation', texts.noOrganisation);
  requireForward(draft);
  const id = randomUUID();
  const at = nowOf(context);
  await context.transaction(async (tx) => {
    const year = Number(draft.issuedOn.slice(0, 4));
    const number = await store.nextNumber(tx, organisation, year);
    const indexNumber = `${organisation}/${year}-${String(number).padStart(5, '0')}`;
    await store.insertArticle(tx, { ...draft, id, organisation, indexNumber, simulated: false, at });
    await store.saveVersion(tx, id, { ...draft, version: 1, author, at });
    await tieFiles(context, tx, draft.attachments, { id, version: 1 });
  });
  return id;
}

/** Keeps a draft; of what is released, the next version is begun and people go on reading the one before. */
export const save = (
  context: Context,
  id: string,
  draft: Draft & { readonly revision: number },
): Promise<void> =>
  context.transaction(async (tx) => {
    const row = await lock(context, tx, id, 'publishing:write');
    requireNotWithdrawn(row);
    if (row.state === 'in-review') throw new Problem(409, 'publishing.in-review', texts.inReview);
    if (row.revision !== draft.revision) throw new Problem(409, 'publishing.changed', texts.changed);
    requireForward(draft);
    const version = row.state === 'released' ? row.version + 1 : row.version;
    if (version > 1 && !draft.note) throw new Problem(422, 'publishing.note-needed', texts.noteNeeded);
    // What people see now is moved by no draft: category, dates and channels stand as they were reviewed.
    if (row.released === null) await store.saveFacts(tx, id, draft);
    await store.saveVersion(tx, id, { ...draft, version, author: context.actor.id, at: nowOf(context) });
    await tieFiles(context, tx, draft.attachments, { id, version });
  });

export const submit = (context: Context, id: string): Promise<void> =>
  context.transaction(async (tx) => {
    const row = await lock(context, tx, id, 'publishing:write');
    requireNotWithdrawn(row);
    if (row.state !== 'draft' && row.state !== 'returned')
      throw new Problem(409, 'publishing.not-a-draft', texts.notDraft);
    await store.setState(tx, id, row.version, { state: 'in-review' });
    await closeTask(context, tx, mendOf(id), { outcome: texts.taken });
    await openTask(context, tx, {
      kind: 'publishing.review',
      title: {
        zh: fill(texts.task, { title: row.title.zh }).zh,
        en: fill(texts.task, { title: row.title.en }).en,
      },
      owner: row.organisation,
      pool: 'department-head',
      source: ownerOf(id),
      link: `/publishing/articles?open=${id}`,
      simulated: row.simulated,
    });
  });

export interface Review {
  readonly decision: 'release' | 'return';
  readonly version: number;
  readonly revision: number;
  readonly reason?: string | undefined;
}

function requireReviewable(context: Context, row: store.ArticleRow, review: Review): void {
  requireNotWithdrawn(row);
  if (row.state !== 'in-review') throw new Problem(409, 'publishing.not-in-review', texts.notInReview);
  const { id, onBehalfOf } = context.actor;
  if (row.author === id || row.author === onBehalfOf)
    throw new Problem(403, 'publishing.own-article', texts.ownArticle);
  if (row.version !== review.version || row.revision !== review.revision)
    throw new Problem(409, 'publishing.changed', texts.changed);
}

async function returnIt(context: Context, tx: Db, row: store.ArticleRow, reason: string): Promise<void> {
  const at = nowOf(context);
  await store.setState(tx, row.id, row.version, { state: 'returned', by: context.actor.id, at, reason });
  await openTask(context, tx, {
    kind: 'publishing.returned',
    title: {
      zh: fill(texts.taskReturned, { title: row.title.zh }).zh,
      en: fill(texts.taskReturned, { title: row.title.en }).en,
    },
    owner: row.organisation,
    assignee: row.author,
    source: mendOf(row.id),
    link: `/publishing/articles?open=${row.id}`,
    simulated: row.simulated,
  });
}

/** Somebody else than the author releases it, or returns it with a reason. */
export const review = (context: Context, id: string, decided: Review): Promise<void> =>
  context.transaction(async (tx) => {
    const row = await lock(context, tx, id, 'publishing:review');
    requireReviewable(context, row, decided);
    const at = nowOf(context);
    if (decided.decision === 'return') {
      if (!decided.reason) throw new Problem(422, 'publishing.needs-reason', texts.needsReason);
      await returnIt(context, tx, row, decided.reason);
    } else {
      await store.setState(tx, id, row.version, { state: 'released', by: context.actor.id, at });
      await store.release(tx, id, row.version, at);
      await context.emit(tx, articlePublished, {
        key: id,
        payload: {
          article: id,
          category: row.category,
          version: row.version,
          organisation: row.organisation,
        },
      });
    }
    await closeTask(context, tx, ownerOf(id), {
      outcome: decided.decision === 'return' ? texts.returned : texts.released,
    });
  });

/** Takes an article from the pages; that it was here, when it went and why stays to be seen. */
export const withdraw = (context: Context, id: string, reason: string): Promise<void> =>
  context.transaction(async (tx) => {
    const row = await lock(context, tx, id, 'publishing:review');
    requireNotWithdrawn(row);
    await requireNotRunning(context, tx, id);
    await store.withdraw(tx, id, { by: context.actor.id, at: nowOf(context), why: reason });
    // A version that was being written or reviewed goes with it.
    const outcome = fill(texts.withdrawn, { reason });
    for (const source of [ownerOf(id), mendOf(id)])
      await closeTask(context, tx, source, { outcome, status: 'dropped' });
    await context.ledger(tx, {
      action: 'decide',
      resource: 'publishing.article',
      basis: 'publishing:review',
      subjects: [],
      detail: { done: 'withdrawn', article: id, indexNumber: row.indexNumber, reason },
    });
  });
