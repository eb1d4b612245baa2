import type { Context } from '#kernel/context';
import { scopeOf } from '#kernel/actor';
import type { Db } from '#kernel/db';
import type { Handlers } from '#kernel/module';
import { notFound, Problem } from '#kernel/problem';
import { fill } from '#kernel/texts';
import { accountNames, findColleagues } from '#platform/base/identity';
import * as calls from './call-store.ts';
import { callTree, confirm } from './calls.ts';
import type { operations, Preferences } from './contract.ts';
import { notify } from './notify.ts';
import { contactOf, offOf, saveContact, saveOff } from './preference-store.ts';
import { closeReached } from './round.ts';
import { hearReceipt } from './receipts.ts';
import { findMessages } from './simulator-store.ts';
import { templatesOf } from './settings.ts';
import * as store from './store.ts';
import { texts } from './texts.ts';

/** What people write to people, who know whom they wrote to. Of all other notices whom they went to is their organ's to show. */
const sentByPeople: ReadonlySet<string> = new Set(['notifications.plain', 'notifications.call']);

const nowOf = (context: Context): string => context.clock.now().toISOString();

/** @throws Problem 400 for a cursor that no page gave */
function readAfter(after: string | undefined): store.Cursor | undefined {
  if (after === undefined) return undefined;
  const [at = '', id = ''] = after.split('_');
  if (id === '' || Number.isNaN(Date.parse(at)))
    throw new Problem(400, 'request.bad-cursor', texts.badCursor);
  return { at: new Date(at).toISOString(), id };
}

function pageOf<T>(rows: readonly T[], limit: number, place: (row: T) => string) {
  const last = rows.at(-1);
  return { items: [...rows], next: last && rows.length === limit ? place(last) : null };
}

const shown = ({ call, ...row }: store.InboxRow) => ({ ...row, asksConfirmation: call !== null });

async function unreadOf({ db, actor }: Context) {
  return { unread: await store.countUnread(db, actor.id) };
}

async function read(context: Context, tx: Db, id: string): Promise<number> {
  const marked = await store.markRead(tx, context.actor.id, id, nowOf(context));
  const reached = marked.filter(({ unreached }) => unreached).map(({ notice }) => notice);
  await closeReached(context, tx, reached);
  return marked.length;
}

async function preferencesOf({ db, actor }: Context): Promise<Preferences> {
  const { mobile, email, quiet } = await contactOf(db, actor.id);
  const off = (await offOf(db, actor.id)).map((each) => ({ kind: each.kind, off: [...each.off] }));
  return { mobile, email, quiet, off };
}

async function setPreferences(context: Context, wished: Preferences): Promise<Preferences> {
  const mandatory = (await templatesOf(context.db)).filter((each) => each.mandatory).map(({ kind }) => kind);
  const refused = wished.off.find(({ kind, off }) => off.length > 0 && mandatory.includes(kind));
  if (refused)
    throw new Problem(422, 'notifications.mandatory', fill(texts.mandatory, { kind: refused.kind }));
  const kinds = new Map(wished.off.map((each) => [each.kind, each]));
  await context.transaction(async (tx) => {
    await saveContact(tx, context.actor.id, wished);
    await saveOff(tx, context.actor.id, [...kinds.values()]);
  });
  return preferencesOf(context);
}

/** Whoever may send for one organisation writes to its own people only. */
async function requireWithin(
  context: Context,
  people: readonly string[],
  organisation?: string,
): Promise<void> {
  const { actor } = context;
  if (scopeOf(actor, 'notifications:send') === 'city') return;
  const own = actor.organisation ? await findColleagues(context.db, actor.organisation) : [];
  const ids = own.map(({ id }) => id);
  const elsewhere = organisation !== undefined && organisation !== actor.organisation;
  if (elsewhere || people.some((each) => !ids.includes(each)))
    throw new Problem(403, 'notifications.elsewhere', texts.elsewhere);
}

async function requireOfOrganisation(context: Context, organisation: string, people: readonly string[]) {
  const own = (await findColleagues(context.db, organisation)).map(({ id }) => id);
  const strange = people.filter((each) => !own.includes(each));
  if (strange.length > 0)
    throw new Problem(
      422,
      'notifications.tree-people',
      fill(texts.emptyTree, { people: strange.join(', ') }),
    );
}

async function getTree(context: Context, code: string): Promise<calls.TreeRow> {
  const tree = await calls.findTree(context.db, context.actor, code);
  if (!tree) throw notFound(texts.tree, code);
  return tree;
}

async function treesAndCalls({ db, actor }: Context) {
  const trees = await calls.findTrees(db, actor);
  const made = await calls.findCalls(db, actor);
  const names = await accountNames(db, [
    ...trees.flatMap(({ steps }) => steps.flatMap(({ people }) => people)),
    ...made.flatMap(({ confirmedBy }) => (confirmedBy === null ? [] : [confirmedBy])),
  ]);
  return {
    trees: trees.map((tree) => ({
      ...tree,
      steps: tree.steps.map(({ people, minutes }) => ({
        minutes,
        people: people.map((id) => ({ id, name: names.get(id) ?? id })),
      })),
    })),
    calls: made.map(({ steps, confirmedBy, organisation: _organisation, ...call }) => ({
      ...call,
      steps: steps.length,
      confirmedByName: names.get(confirmedBy ?? '') ?? null,
    })),
  };
}

export const handlers: Handlers<typeof operations> = {
  inbox: async ({ query: { unread, after, limit } }, context) => {
    const asked = { unread: unread === 'yes', after: readAfter(after), limit };
    const rows = await store.findInbox(context.db, context.actor.id, asked);
    const page = pageOf(rows, limit, ({ at, id }) => `${at}_${id}`);
    return { ...page, items: page.items.map(shown), ...(await unreadOf(context)) };
  },

  one: async ({ params: { id } }, context) => {
    const [row] = await store.findInbox(context.db, context.actor.id, { id, limit: 1 });
    if (!row) throw notFound(texts.notice, id);
    return shown(row);
  },

  unread: (_input, context) => unreadOf(context),

  read: async ({ params: { id } }, context) => {
    const marked = await context.transaction((tx) => read(context, tx, id));
    if (marked === 0 && id !== 'all' && !(await store.findMine(context.db, context.actor.id, id)))
      throw notFound(texts.notice, id);
    return unreadOf(context);
  },

  confirm: async ({ params: { id } }, context) => {
    await context.transaction(async (tx) => {
      const mine = await store.findMine(tx, context.actor.id, id);
      if (!mine) throw notFound(texts.notice, id);
      if (mine.call === null) throw new Problem(409, 'notifications.not-a-call', texts.notCall);
      await read(context, tx, id);
      await store.markConfirmed(tx, id, nowOf(context));
      await confirm(context, tx, mine.call);
    });
    return unreadOf(context);
  },

  preferences: async (_input, context) => ({
    ...(await preferencesOf(context)),
    kinds: (await templatesOf(context.db)).map(({ kind, title, mandatory }) => ({ kind, title, mandatory })),
  }),

  setPreferences: ({ body }, context) => setPreferences(context, body),

  send: async ({ body: { key, people, organisation, title, words, urgency } }, context) => {
    await requireWithin(context, people, organisation);
    const to = [
      ...people.map((id) => ({ kind: 'account' as const, id })),
      ...(organisation === undefined ? [] : [{ kind: 'organisation' as const, id: organisation }]),
    ];
    if (to.length === 0) throw new Problem(422, 'notifications.nobody', texts.nobody);
    const id = await context.transaction((tx) =>
      notify(context, tx, {
        to,
        kind: 'notifications.plain',
        key: `${context.actor.id}-${key}`,
        params: { title, words },
        urgency,
      }),
    );
    return { id: id ?? null };
  },

  colleagues: async (_input, { db, actor }) => ({
    items: actor.organisation === undefined ? [] : await findColleagues(db, actor.organisation),
  }),

  sent: async ({ query: { after, limit } }, { db, actor }) =>
    pageOf(
      await store.findSent(db, actor, { after: readAfter(after), limit }),
      limit,
      ({ at, id }) => `${at}_${id}`,
    ),

  receipts: async ({ params: { id } }, context) => {
    const { db, actor } = context;
    const [notice] = await store.findSent(db, actor, { id, limit: 1 });
    if (!notice) throw notFound(texts.notice, id);
    const named = sentByPeople.has(notice.kind);
    if (!named) return { ...notice, named, receipts: [] };
    const rows = await store.findReceipts(db, id);
    const people = rows.map(({ person }) => person);
    const names = await accountNames(db, people);
    await context.ledger(db, {
      action: 'read',
      resource: 'notifications.receipt',
      basis: 'notifications:send',
      subjects: people,
      detail: { notice: id },
    });
    const receipts = rows.map(({ person, attempts, ...row }) => ({
      ...row,
      name: names.get(person) ?? '—',
      attempts: attempts.map((each) => ({ ...each, state: each.state as 'sent' })),
    }));
    return { ...notice, named, receipts };
  },

  trees: (_input, context) => treesAndCalls(context),

  saveTree: async ({ params: { code }, body: { title, steps } }, context) => {
    const organisation = (await calls.findTree(context.db, context.actor, code))?.organisation;
    const owner = organisation ?? context.actor.organisation;
    if (owner === undefined) throw new Problem(422, 'notifications.nobody', texts.nobody);
    await requireOfOrganisation(
      context,
      owner,
      steps.flatMap(({ people }) => people),
    );
    const tree = { code, organisation: owner, title, steps, at: nowOf(context) };
    if (!(await calls.saveTree(context.db, tree)))
      throw new Problem(409, 'notifications.tree-elsewhere', texts.treeElsewhere);
    return { code };
  },

  call: async ({ params: { code }, body: { words } }, context) => {
    const tree = await getTree(context, code);
    return { call: await context.transaction((tx) => callTree(context, tx, tree, words)) };
  },

  simulated: async ({ query: { after, limit } }, { db }) =>
    pageOf(
      (await findMessages(db, { after: readAfter(after), limit })).map((row) => ({
        ...row,
        state: row.state as 'sent',
      })),
      limit,
      ({ at, reference }) => `${at}_${reference}`,
    ),

  simulateReceipt: async ({ params: { reference }, body: { id, channel, state, at } }, context) => {
    if (context.config.production) throw new Problem(409, 'notifications.production', texts.production);
    const receipt = { id, reference, state, at: at ?? nowOf(context) };
    const heard = await context.transaction((tx) => hearReceipt(context, tx, channel, receipt));
    if (!heard) throw notFound(texts.message, reference);
    return { heard };
  },
};
