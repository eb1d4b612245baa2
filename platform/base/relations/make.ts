import { randomUUID } from 'node:crypto';
import { may, scopeOf, type Actor } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { notFound, Problem } from '#kernel/problem';
import { readRow, recordRegistry } from '#kernel/record-server';
import { fill, type Text } from '#kernel/texts';
import { accountNames, findCitizenAccount, findColleagues } from '#platform/base/identity';
import { findOrganisation, organisationNames } from '#platform/base/organisations';
import { closeTask, openTask } from '#platform/base/tasks';
import type { Basis, State } from './contract.ts';
import { end, save } from './ended.ts';
import { getKind, type RelationKind } from './kinds.ts';
import { isOver, periodFault, samePeriod, type Period } from './rules.ts';
import { lockAlive, lockRelation, type RelationRow } from './store.ts';
import { texts } from './texts.ts';

const nowOf = (context: Context): string => context.clock.now().toISOString();
const utc = (instant: string | undefined): string | undefined =>
  instant === undefined ? undefined : new Date(instant).toISOString();
const taskSource = (id: string) => ({ module: 'relations', record: 'relation', key: id });

/** @throws Problem 422 `relations.too-long` `relations.ends-before-begins` */
function requirePeriod(kind: RelationKind, period: Period): void {
  const fault = periodFault(period, kind.longestDays);
  if (fault === 'ends-before-begins')
    throw new Problem(422, 'relations.ends-before-begins', texts.endsBeforeBegins);
  if (fault === 'too-long') throw new Problem(422, 'relations.too-long', tooLong(kind));
}

const inBoth = (text: Text, kind: RelationKind, more: Record<string, string | number> = {}): Text => ({
  zh: fill(text, { ...more, kind: kind.title.zh }).zh,
  en: fill(text, { ...more, kind: kind.title.en }).en,
});

const tooLong = (kind: RelationKind): Text => inBoth(texts.tooLong, kind, { days: kind.longestDays ?? 0 });

function requireBasis(kind: RelationKind, basis: Basis, article: string | undefined): void {
  if (!kind.bases.includes(basis))
    throw new Problem(422, 'relations.basis-unfit', inBoth(texts.basisUnfit, kind));
  if (basis !== 'consent' && !article)
    throw new Problem(422, 'relations.article-missing', texts.articleMissing);
}

/** It lets the holder act in the subject's place, and the subject is not asked. */
const isImposed = ({ consent, opens }: RelationKind): boolean =>
  !consent && (opens.permissions?.length ?? 0) > 0;

/**
 * For oneself, for one's colleagues and organisation, or, where the right reaches the whole city, for anybody. What puts
 * somebody in the place of another unasked only those register whose right is the city's, and never for themselves.
 */
async function requireReach(tx: Db, actor: Actor, kind: RelationKind, holder: string): Promise<void> {
  const scope = scopeOf(actor, 'relations:make');
  const own = kind.holder === 'actor' ? holder === actor.id : holder === actor.organisation;
  const isColleague = async () =>
    scope === 'department' &&
    kind.holder === 'actor' &&
    actor.organisation !== undefined &&
    (await findColleagues(tx, actor.organisation)).some(({ id }) => id === holder);
  const withinOwn = own && (scope !== 'own' || kind.holder === 'actor');
  const reaches = isImposed(kind)
    ? scope === 'city' && !own
    : withinOwn || scope === 'city' || (await isColleague());
  if (!reaches) throw new Problem(403, 'relations.holder-elsewhere', texts.holderElsewhere);
}

/** @throws Problem 422 `relations.unknown-holder` */
async function requireHolder(tx: Db, kind: RelationKind, holder: string): Promise<void> {
  const known =
    kind.holder === 'actor'
      ? (await accountNames(tx, [holder])).has(holder)
      : await findOrganisation(tx, holder);
  if (!known) throw new Problem(422, 'relations.unknown-holder', fill(texts.unknownHolder, { holder }));
}

/** @throws Problem 422 `relations.unknown-subject` */
async function requireSubject(context: Context, tx: Db, kind: RelationKind, subject: string): Promise<void> {
  const register = recordRegistry(context.modules).get(kind.subjectRecord ?? '')?.record;
  if (register && !(await readRow(context, tx, register, subject)))
    throw new Problem(422, 'relations.unknown-subject', fill(texts.unknownSubject, { subject }));
}

export interface NewRelation {
  readonly kind: string;
  readonly subject: string;
  /** Actor's id or organisation's code, as the kind says. */
  readonly holder: string;
  readonly basis: Basis;
  readonly article?: string | undefined;
  readonly purpose?: string | undefined;
  readonly beginsAt?: string | undefined;
  readonly endsAt?: string | undefined;
}

interface Came {
  readonly id: string;
  readonly state: State;
}

type Putting = NewRelation & { readonly state: 'asked' | 'standing' };

/**
 * What stands or waits between the two already, when it is the very same.
 * @throws Problem 409 `relations.stands-already` when it is for another period
 */
async function sameAlive(
  context: Context,
  tx: Db,
  between: RelationRow,
  period: { readonly beginsAt: string | undefined; readonly endsAt: string | null },
): Promise<Came | undefined> {
  const alive = await lockAlive(tx, between);
  if (!alive) return undefined;
  // A request whose period has passed is over as well, and keeps no new one from being made.
  if (isOver({ ...alive, state: 'standing' }, nowOf(context))) {
    await end(context, tx, alive, { how: 'expired', closing: texts.ranOut.zh });
    await closeTask(context, tx, taskSource(alive.id), { outcome: texts.answered, status: 'dropped' });
    return undefined;
  }
  // Given unasked while a request waits: the request is answered, for the time that the subject says.
  if (alive.state === 'asked' && between.state === 'standing') {
    const { beginsAt, endsAt, decidedBy, decidedAt, state } = between;
    await save(context, tx, { ...alive, beginsAt, endsAt, decidedBy, decidedAt, state }, 'agreed');
    await closeTask(context, tx, taskSource(alive.id), { outcome: texts.answered });
    return { id: alive.id, state };
  }
  if (samePeriod(alive, { ...period, beginsAt: period.beginsAt ?? alive.beginsAt })) return alive;
  throw new Problem(409, 'relations.stands-already', texts.standsAlready, { relation: alive.id });
}

/** The row of a new relation. */
function newRow(context: Context, kind: RelationKind, made: Putting): RelationRow {
  const now = nowOf(context);
  const { subject, state, basis, article = null, purpose = null } = made;
  const by = state === 'standing' ? { decidedBy: context.actor.id, decidedAt: now } : {};
  return {
    id: randomUUID(),
    kind: kind.id,
    holder: `${kind.holder}:${made.holder}`,
    organisation: kind.holder === 'organisation' ? made.holder : (context.actor.organisation ?? null),
    subjectKind: kind.subject,
    subject,
    state,
    basis,
    article,
    purpose,
    beginsAt: utc(made.beginsAt) ?? now,
    endsAt: utc(made.endsAt) ?? null,
    madeBy: context.actor.id,
    madeAt: now,
    decidedBy: null,
    decidedAt: null,
    closing: null,
    ...by,
  };
}

/** Puts a relation down unless the very same stands or waits already. */
async function put(context: Context, tx: Db, made: Putting): Promise<Came> {
  const kind = getKind(context, made.kind);
  const row = newRow(context, kind, made);
  requirePeriod(kind, row);
  const period = { beginsAt: utc(made.beginsAt), endsAt: row.endsAt };
  const { id, state } = (await sameAlive(context, tx, row, period)) ?? row;
  if (id === row.id) await save(context, tx, row, state === 'standing' ? 'made' : 'asked');
  return { id, state };
}

/** Tells the person who is asked, where they have an account. @returns whether they have */
async function tellAsked(
  context: Context,
  tx: Db,
  kind: RelationKind,
  row: Came & NewRelation,
): Promise<boolean> {
  const assignee = await findCitizenAccount(tx, row.subject);
  // Asked by whoever has no organisation, it is the matter of the one that would hold it.
  const owner = context.actor.organisation ?? (kind.holder === 'organisation' ? row.holder : undefined);
  if (!assignee || !owner) return assignee !== undefined;
  const name = (await organisationNames(tx, [owner])).get(owner) ?? { zh: owner, en: owner };
  await openTask(context, tx, {
    kind: 'relations.consent',
    title: {
      zh: fill(texts.taskTitle, { organisation: name.zh, kind: kind.title.zh }).zh,
      en: fill(texts.taskTitle, { organisation: name.en, kind: kind.title.en }).en,
    },
    owner,
    assignee,
    source: taskSource(row.id),
    link: '/my/consents',
  });
  return true;
}

/**
 * Registers a relation, or asks for it where its kind needs the subject's consent. The same again changes nothing.
 * @throws Problem 403 `relations.not-yours` `relations.holder-elsewhere`, 409 `relations.stands-already`, 422
 */
export async function makeRelation(
  context: Context,
  tx: Db,
  asked: Omit<NewRelation, 'holder'> & { readonly holder?: string | undefined },
): Promise<Came & { readonly reachable: boolean }> {
  const kind = getKind(context, asked.kind);
  if (!may(context.actor, kind.make)) throw new Problem(403, 'relations.not-yours', texts.notYours);
  const holder = asked.holder ?? (kind.holder === 'actor' ? context.actor.id : context.actor.organisation);
  if (!holder)
    throw new Problem(422, 'relations.holder-missing', fill(texts.holderMissing, { holder: kind.holder }));
  await requireReach(tx, context.actor, kind, holder);
  requireBasis(kind, asked.basis, asked.article);
  await requireHolder(tx, kind, holder);
  await requireSubject(context, tx, kind, asked.subject);
  const made = { ...asked, holder };
  const came = await put(context, tx, { ...made, state: kind.consent ? 'asked' : 'standing' });
  const reachable = came.state === 'asked' && (await tellAsked(context, tx, kind, { ...made, ...came }));
  return { ...came, reachable: came.state !== 'asked' || reachable };
}

/** A subject gives a consent unasked. @throws Problem 422 `relations.not-offered` */
export async function giveConsent(context: Context, tx: Db, given: NewRelation): Promise<Came> {
  const kind = getKind(context, given.kind);
  if (!kind.offered) throw new Problem(422, 'relations.not-offered', texts.notOffered);
  await requireHolder(tx, kind, given.holder);
  return put(context, tx, { ...given, state: 'standing' });
}

async function lockFor(tx: Db, id: string, isTheirs: (row: RelationRow) => boolean): Promise<RelationRow> {
  const row = await lockRelation(tx, id);
  if (row && isTheirs(row)) return row;
  throw notFound(texts.relation, id);
}

/** The subject, or who may act for it, says yes or no. @throws Problem 404, 409 `relations.not-asked` */
export async function answerRequest(
  context: Context,
  tx: Db,
  { id, agree, isTheirs }: { id: string; agree: boolean; isTheirs: (row: RelationRow) => boolean },
): Promise<Came> {
  const row = await lockFor(tx, id, isTheirs);
  if (row.state !== 'asked') throw new Problem(409, 'relations.not-asked', texts.notAsked);
  const state = agree ? 'standing' : 'refused';
  const decided = { decidedBy: context.actor.id, decidedAt: nowOf(context) };
  await save(context, tx, { ...row, ...decided, state }, agree ? 'agreed' : 'refused');
  await closeTask(context, tx, taskSource(id), { outcome: texts.answered });
  return { id, state };
}

/** Ends what stands, or takes a request back; it holds at once. @throws Problem 404, 409 `relations.not-standing` */
export async function endRelation(
  context: Context,
  tx: Db,
  { id, closing, isTheirs }: { id: string; closing: string; isTheirs: (row: RelationRow) => boolean },
): Promise<Came> {
  const row = await lockFor(tx, id, isTheirs);
  if (row.state !== 'standing' && row.state !== 'asked')
    throw new Problem(409, 'relations.not-standing', texts.notStanding);
  const decided = { decidedBy: context.actor.id, decidedAt: nowOf(context) };
  await end(context, tx, row, { how: 'ended', ...decided, closing });
  await closeTask(context, tx, taskSource(id), { outcome: texts.answered, status: 'dropped' });
  return { id, state: 'ended' };
}
