import { scopeOf, type Actor } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { Handlers } from '#kernel/module';
import { Problem } from '#kernel/problem';
import type { Text } from '#kernel/texts';
import { accountNames, mandateInForce, personInQuestion, subjectsOf } from '#platform/base/identity';
import { organisationNames } from '#platform/base/organisations';
import type { MyRelation, operations } from './contract.ts';
import { kindsOf } from './kinds.ts';
import { answerRequest, endRelation, giveConsent, makeRelation } from './make.ts';
import { mandatesOf } from './mandates.ts';
import { isOver } from './rules.ts';
import { findAbout, findHolders, findPurposes, type RelationRow } from './store.ts';
import { texts } from './texts.ts';

/** The keys in whose name the actor may decide: their own, and of those for whom they answer. */
async function decidesFor(context: Context): Promise<{ own: ReadonlySet<string>; all: ReadonlySet<string> }> {
  const own = new Set(await subjectsOf(context));
  // Who acts for one answers for that one alone: neither for themselves, nor for another of theirs.
  if (mandateInForce(context.actor)) return { own, all: own };
  const mandates = await mandatesOf(context, context.actor.id);
  const wards = mandates.filter(({ permissions }) => permissions.includes('relations:self'));
  return { own, all: new Set([...own, ...wards.map(({ subject }) => subject)]) };
}

/** @throws Problem 422 `relations.no-person` */
async function ownPerson(context: Context): Promise<string> {
  const person = await personInQuestion(context);
  if (person) return person;
  throw new Problem(422, 'relations.no-person', texts.noPerson);
}

/** Of a private person only the name that the account bears: to whoever is held, it is not masked. */
async function holderNames(context: Context, rows: readonly RelationRow[]): Promise<Map<string, Text>> {
  const keyed = (prefix: string) =>
    rows.flatMap(({ holder }) => (holder.startsWith(prefix) ? [holder.slice(prefix.length)] : []));
  const [organisations, people] = [
    await organisationNames(context.db, keyed('organisation:')),
    await accountNames(context.db, keyed('actor:')),
  ];
  return new Map([
    ...[...organisations].map(([code, name]) => [`organisation:${code}`, name] as const),
    ...[...people].map(([id, name]) => [`actor:${id}`, { zh: name, en: name }] as const),
  ]);
}

async function present(
  context: Context,
  rows: readonly RelationRow[],
  own: ReadonlySet<string>,
): Promise<MyRelation[]> {
  const kinds = new Map(kindsOf(context).map((kind) => [kind.id, kind]));
  const names = await holderNames(context, rows);
  const now = context.clock.now().toISOString();
  return rows.map((row) => {
    const { id, kind, state, holder, subject, basis, article, purpose, beginsAt, endsAt, madeAt } = row;
    const known = kinds.get(kind);
    const over = isOver(row, now);
    const nameless = { zh: kind, en: kind };
    return {
      id,
      kind,
      state,
      over,
      basis,
      article,
      purpose,
      beginsAt,
      endsAt,
      madeAt,
      title: known?.title ?? nameless,
      meaning: known?.meaning ?? nameless,
      holder: {
        kind: holder.startsWith('actor:') ? 'actor' : 'organisation',
        name: names.get(holder) ?? null,
      },
      forWhom: own.has(subject) ? null : subject,
      mayAnswer: state === 'asked',
      mayWithdraw: state === 'standing' && !over && basis === 'consent',
    };
  });
}

/** Officials end what they, or their organisation, made; all, where their right reaches the whole city. */
const madeWithin =
  (actor: Actor) =>
  ({ madeBy, organisation }: RelationRow): boolean => {
    const scope = scopeOf(actor, 'relations:make');
    if (scope === 'city' || madeBy === actor.id) return true;
    return scope === 'department' && actor.organisation !== undefined && organisation === actor.organisation;
  };

export const handlers: Handlers<typeof operations> = {
  kinds: async (_input, context) => {
    const records = context.modules.flatMap((module) => module.records ?? []).map(({ record }) => record);
    const opened = (id: string) =>
      records.filter(({ rights }) =>
        [...(rights.relations ?? []), ...(rights.needs ?? [])].some(({ kind }) => kind === id),
      );
    return {
      items: kindsOf(context).map(
        ({ id, title, meaning, subject, holder, consent, offered, longestDays, opens }) => ({
          id,
          title,
          meaning,
          subject,
          holder,
          consent,
          offered: offered === true,
          longestDays: longestDays ?? null,
          records: opened(id).map((record) => record.title),
          permissions: [...(opens.permissions ?? [])],
        }),
      ),
    };
  },

  purposes: async (_input, context) => {
    const { freeText, items } = await findPurposes(context.db);
    return { freeText, items: items.map((each) => ({ ...each, opens: [...each.opens] })) };
  },

  holders: async (_input, context) => ({ items: await findHolders(context.db) }),

  mine: async (_input, context) => {
    const { own, all } = await decidesFor(context);
    const rows = await findAbout(context.db, [...all]);
    return { items: await present(context, rows, own) };
  },

  give: async ({ body: { organisation: holder, ...given } }, context) => {
    const subject = await ownPerson(context);
    return context.transaction((tx) =>
      giveConsent(context, tx, { ...given, holder, subject, basis: 'consent' }),
    );
  },

  answer: async ({ params, body }, context) => {
    const { all } = await decidesFor(context);
    const isTheirs = ({ subject }: RelationRow) => all.has(subject);
    return context.transaction((tx) => answerRequest(context, tx, { ...params, ...body, isTheirs }));
  },

  withdraw: async ({ params }, context) => {
    const { all } = await decidesFor(context);
    // What the law or a court set up is not withdrawn by the one it is about: to them there is no such consent.
    const isTheirs = ({ subject, basis }: RelationRow) => all.has(subject) && basis === 'consent';
    return context.transaction((tx) =>
      endRelation(context, tx, { ...params, closing: texts.withdrawn.zh, isTheirs }),
    );
  },

  make: ({ body }, context) => context.transaction((tx) => makeRelation(context, tx, body)),

  end: ({ params, body }, context) =>
    context.transaction((tx) =>
      endRelation(context, tx, { ...params, closing: body.reason, isTheirs: madeWithin(context.actor) }),
    ),
};
