import { publicAddress } from '#kernel/config';
import type { Context } from '#kernel/context';
import type { Handlers } from '#kernel/module';
import { notFound, Problem } from '#kernel/problem';
import { fill, type Text } from '#kernel/texts';
import { organisationNames } from '#platform/base/organisations';
import type { ArticleLine, Edited, EditedLine, operations } from './contract.ts';
import { create, review, save, submit, withdraw } from './editing.ts';
import { atomFeed } from './feed.ts';
import { filesOf, openFile } from './files.ts';
import { answer, object, shownPublicity } from './publicity.ts';
import { findMyObjections } from './publicity-store.ts';
import { visibilityOf } from './rules.ts';
import * as store from './store.ts';
import { texts } from './texts.ts';

const nowOf = (context: Context): string => context.clock.now().toISOString();
type Names = ReadonlyMap<string, Text>;
const namesOf = (context: Context, rows: readonly store.ArticleRow[]): Promise<Names> =>
  organisationNames(
    context.db,
    rows.map(({ organisation }) => organisation),
  );

/** @throws Problem 400 for a cursor that no page gave */
function readAfter(after: string | undefined): store.Cursor | undefined {
  if (after === undefined) return undefined;
  const [at = '', id = ''] = after.split('_');
  if (id === '' || Number.isNaN(Date.parse(at)))
    throw new Problem(400, 'request.bad-cursor', texts.badCursor);
  return { at: new Date(at).toISOString(), id };
}

const line = (row: store.ArticleRow, names: Names): ArticleLine => ({
  id: row.id,
  category: row.category,
  disclosure: row.disclosure,
  issuedOn: row.issuedOn,
  channels: [...row.channels],
  fromAt: row.fromAt,
  toAt: row.toAt,
  indexNumber: row.indexNumber,
  organisation: row.organisation,
  organisationName: names.get(row.organisation) ?? null,
  title: row.title,
  at: row.releasedAt ?? row.createdAt,
  simulated: row.simulated,
});

const editedLine = (row: store.ArticleRow, names: Names, now: string): EditedLine => ({
  ...line(row, names),
  visibility: visibilityOf(row, now),
  version: row.version,
  state: row.state,
});

async function edited(context: Context, id: string): Promise<Edited> {
  const { db, actor } = context;
  const row =
    (await store.findArticle(db, actor, { id, permission: 'publishing:write' })) ??
    (await store.findArticle(db, actor, { id, permission: 'publishing:review' }));
  if (!row) throw notFound(texts.article, id);
  return {
    ...editedLine(row, await namesOf(context, [row]), nowOf(context)),
    revision: row.revision,
    body: row.body,
    note: row.note,
    mine: row.author === actor.id,
    returnReason: row.returnReason,
    withdrawnWhy: row.withdrawnWhy,
    attachments: await filesOf(context, row),
  };
}

/** @throws Problem 404 when it is not shown, 410 with the trace of a withdrawal */
async function getShown(context: Context, id: string): Promise<store.ArticleRow> {
  const row = await store.findReleased(context.db, id);
  const visibility = row && visibilityOf(row, nowOf(context));
  if (row && visibility === 'withdrawn')
    throw new Problem(
      410,
      'publishing.gone',
      fill(texts.gone, { at: row.withdrawnAt ?? '', reason: row.withdrawnWhy ?? '' }),
      {
        title: row.title,
        indexNumber: row.indexNumber,
        withdrawnAt: row.withdrawnAt,
      },
    );
  if (!row || visibility !== 'shown') throw notFound(texts.article, id);
  return row;
}

export const handlers: Handlers<typeof operations> = {
  list: async ({ query: { state, after, limit } }, context) => {
    const rows = await store.findArticles(context.db, context.actor, {
      state,
      after: readAfter(after),
      limit,
    });
    const names = await namesOf(context, rows);
    const last = rows.length === limit ? rows.at(-1) : undefined;
    const items = rows.map((row) => editedLine(row, names, nowOf(context)));
    return { items, next: last ? `${last.createdAt}_${last.id}` : null };
  },
  get: ({ params: { id } }, context) => edited(context, id),
  create: async ({ body }, context) => edited(context, await create(context, body)),
  save: async ({ params: { id }, body }, context) => {
    await save(context, id, body);
    return edited(context, id);
  },
  submit: async ({ params: { id } }, context) => {
    await submit(context, id);
    return edited(context, id);
  },
  review: async ({ params: { id }, body }, context) => {
    await review(context, id, body);
    return edited(context, id);
  },
  withdraw: async ({ params: { id }, body: { reason } }, context) => {
    await withdraw(context, id, reason);
    return edited(context, id);
  },
  published: async ({ query: { category, channel, after, limit } }, context) => {
    const asked = { now: nowOf(context), channel, category, after: readAfter(after), limit };
    const rows = await store.findPublished(context.db, asked);
    const names = await namesOf(context, rows);
    const last = rows.length === limit ? rows.at(-1) : undefined;
    return {
      items: rows.map((row) => line(row, names)),
      next: last?.releasedAt ? `${last.releasedAt}_${last.id}` : null,
    };
  },
  article: async ({ params: { id } }, context) => {
    const row = await getShown(context, id);
    return {
      ...line(row, await namesOf(context, [row])),
      body: row.body,
      attachments: await filesOf(context, row),
      publicity: await shownPublicity(context, id),
      corrections: await store.findCorrections(context.db, id),
    };
  },
  object: async ({ params: { id }, body: { words } }, context) => {
    await object(context, id, words);
    return { done: true };
  },
  myObjections: async (_input, { db, actor }) => ({ items: await findMyObjections(db, actor.id) }),
  answerObjection: async ({ params: { id }, body }, context) => {
    await answer(context, id, body);
    return { done: true };
  },
  attachment: async ({ params: { id, attachment } }, context) => {
    return openFile(context, attachment, await getShown(context, id));
  },
  feed: async ({ query: { category } }, context) => {
    const rows = await store.findPublished(context.db, {
      now: nowOf(context),
      channel: 'web',
      category,
      limit: 50,
    });
    const site = publicAddress(context.config);
    const self = `${site}/api/publishing/feed${category ? `?category=${category}` : ''}`;
    const feed = {
      title: texts.feed.zh,
      site,
      self,
      now: nowOf(context),
      names: await namesOf(context, rows),
    };
    return {
      filename: 'feed.atom',
      type: 'application/atom+xml; charset=utf-8',
      body: Buffer.from(atomFeed(rows, feed)),
      inline: true,
    };
  },
};
