import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { maskName } from '#engines/identifiers';
import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import { oneAtATime, type Db } from '#kernel/db';
import { notFound, Problem, refuseIf } from '#kernel/problem';
import { lockRow, readRow, writeRows } from '#kernel/record-server';
import { fill } from '#kernel/texts';
import { partiesOf } from '#platform/base/identity';
import { closeTask, openTask } from '#platform/base/tasks';
import { Company } from '#platform/data/registers';
import { applicantOf } from '#platform/matter/workflow';
import { getCity, lockRelease } from '../store.ts';
import { texts } from '../texts.ts';
import type { MyRequest, OnRequest } from './contract.ts';
import { AccessRequest } from './record.ts';
import * as store from './store.ts';

export const requestTask = (id: string) => ({ module: 'open-data', record: 'request', key: id });
/** Requests of one applicant that may wait at a time. */
const mostWaiting = 10;

const shown = ({ provider, providerName, files, columns, ...rest }: store.OnRequestRow): OnRequest => ({
  ...rest,
  provider: { code: provider, name: providerName },
  columns: [...columns],
  formats: files.map(({ format }) => format),
});

export const onRequest = async (context: Context): Promise<OnRequest[]> =>
  (await store.listOnRequest(context.db)).map(shown);

export async function oneOnRequest(context: Context, code: string): Promise<OnRequest> {
  const [found] = await store.listOnRequest(context.db, code);
  if (!found) throw notFound(texts.release, code);
  return shown(found);
}

interface Asked {
  readonly code: string;
  readonly purpose: string;
  readonly usage: string;
  readonly months: number;
}

/** Who asks: the company that is acted for, the person, or an account that nobody knows as a person yet. */
async function whoAsks(context: Context, tx: Db) {
  const party = await applicantOf(context, tx);
  const { id, name } = context.actor;
  if (party?.kind !== 'company')
    return { kind: 'person', key: party?.key ?? id, name: maskName(name) } as const;
  const company = await readRow(context, tx, Company, party.key);
  return { kind: 'company', key: party.key, name: company?.name ?? party.key } as const;
}

/**
 * Asking and taking back costs the provider a look each time: an actor, and an applicant, asks so many times in a day of the city.
 * @throws Problem 429 `open-data.asked-enough-today`
 */
async function requireAllowance(context: Context, tx: Db, applicant: string): Promise<void> {
  const { asksPerDay } = await getCity(tx);
  const zone = context.config.TIME_ZONE;
  const times = await store.askedOn(tx, {
    account: context.actor.id,
    applicant,
    day: dayOf(context),
    zone,
  });
  if (times < asksPerDay) return;
  throw new Problem(429, 'open-data.asked-enough-today', fill(texts.askedEnoughToday, { most: asksPerDay }));
}

/** What is asked of its provider, who decides within ten working days. @throws Problem 404; 409 `open-data.asked-already`; 429 `open-data.asked-enough-today` */
export const ask = (context: Context, asked: Asked): Promise<{ id: string }> =>
  context.transaction(async (tx) => {
    // It does not close between this look and the request.
    await lockRelease(tx, asked.code);
    const { title, provider, simulated } = await oneOnRequest({ ...context, db: tx }, asked.code);
    const { kind, key, name } = await whoAsks(context, tx);
    await oneAtATime(tx, `open-data.applicant ${key}`);
    const waiting = (await store.requestsOf(tx, [key])).filter(({ state }) => state === 'asked');
    const twice = waiting.some(({ release }) => release === asked.code);
    refuseIf(twice, 'open-data.asked-already', texts.askedAlready);
    refuseIf(waiting.length >= mostWaiting, 'open-data.too-many-requests', texts.tooManyRequests);
    await requireAllowance(context, tx, key);
    const id = randomUUID();
    const row = {
      id,
      title: title.zh,
      release: asked.code,
      provider: provider.code,
      account: context.actor.id,
      applicantKind: kind,
      applicant: key,
      applicantName: name,
      purpose: asked.purpose,
      usage: asked.usage,
      months: asked.months,
      askedAt: context.clock.now().toISOString(),
      state: 'asked' as const,
      decidedBy: null,
      decidedAt: null,
      terms: null,
      until: null,
      why: null,
    };
    await writeRows(context, tx, AccessRequest, [row], { source: 'applicant', simulated });
    await openTask(context, tx, {
      kind: 'open-data.request',
      title: fill(texts.requestTask, { title, who: name }),
      owner: provider.code,
      source: requestTask(id),
      link: `/open-data/requests/${id}`,
      simulated,
    });
    return { id };
  });

const stateOf = (context: Context, { state, until }: store.MyRequestRow): MyRequest['state'] =>
  state === 'granted' && until !== null && new Date(until) <= context.clock.now() ? 'expired' : state;

/** What the actor, or whom they act for, asked for. */
export async function myRequests(context: Context): Promise<MyRequest[]> {
  const { keys } = await partiesOf(context, 'open-data:ask');
  const rows = await store.requestsOf(context.db, keys);
  return rows.map((row) => {
    const state = stateOf(context, row);
    const { files, ...rest } = row;
    const paths = (files ?? []).map(({ format }) => `/open-data/granted/${row.id}/${row.release}.${format}`);
    return { ...rest, state, files: state === 'granted' ? paths : [] };
  });
}

/** The request, locked, when it is one of the actor's or of whom they act for. @throws Problem 404 */
async function lockMine(context: Context, tx: Db, id: string) {
  const { keys } = await partiesOf(context, 'open-data:ask', tx);
  const row = await lockRow(context, tx, AccessRequest, id);
  if (!row || !keys.includes(row.applicant)) throw notFound(AccessRequest.title, id);
  return row;
}

/** A request is taken back before its decision, a grant given up after it. */
export const takeBack = (context: Context, id: string): Promise<{ state: string }> =>
  context.transaction(async (tx) => {
    const { meta, ...row } = await lockMine(context, tx, id);
    const stands = row.state === 'asked' || row.state === 'granted';
    refuseIf(!stands, 'open-data.request-ended', texts.requestEnded);
    const next = { ...row, state: 'withdrawn' as const };
    await writeRows(context, tx, AccessRequest, [next], { source: 'applicant', simulated: meta.simulated });
    await store.dropKey(tx, id);
    await closeTask(context, tx, requestTask(id), { outcome: texts.takenBack });
    return { state: next.state };
  });

export const digestOf = (key: string): string => createHash('sha256').update(key).digest('hex');

/** A new key of a grant; whoever has the one before can do nothing with it any more. */
export const makeKey = (context: Context, id: string): Promise<{ key: string }> =>
  context.transaction(async (tx) => {
    const row = await lockMine(context, tx, id);
    const now = context.clock.now();
    const stands =
      row.state === 'granted' && row.until !== null && row.until !== undefined && new Date(row.until) > now;
    refuseIf(!stands, 'open-data.not-granted', texts.notGranted);
    const key = randomBytes(32).toString('base64url');
    await store.putKey(tx, { request: id, digest: digestOf(key), at: now.toISOString(), by: context.actor });
    return { key };
  });
