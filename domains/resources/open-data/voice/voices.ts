import { randomUUID } from 'node:crypto';
import type { Context } from '#kernel/context';
import { notFound, Problem, refuseIf } from '#kernel/problem';
import { lockRow, writeRows } from '#kernel/record-server';
import { fill } from '#kernel/texts';
import { scopeOf, system } from '#kernel/actor';
import { closeTask, openTask } from '#platform/base/tasks';
import { correctionAnswered } from '../events.ts';
import { follow, isFollowing, unfollow } from '../follow/store.ts';
import { findOpen } from '../public/public-store.ts';
import { Correction } from '../records.ts';
import * as store from '../store.ts';
import { texts } from '../texts.ts';
import type { MyVoice } from './voice-contract.ts';

const taskOf = (id: string) => ({ module: 'open-data', record: 'correction', key: id });
/** Waiting corrections of one account: a queue that everybody shares must not be filled by one. */
const mostOpen = 20;

async function getOpen(context: Context, code: string) {
  const found = await findOpen(context.db, code);
  if (!found) throw notFound(texts.release, code);
  return found;
}

/** The five grades of 好差评; a second one replaces the first. */
export async function rate(context: Context, code: string, grade: number): Promise<{ grade: number }> {
  await getOpen(context, code);
  const at = context.clock.now().toISOString();
  await store.saveRating(context.db, { release: code, account: context.actor.id, grade, at });
  return { grade };
}

/** Told of each new version and correction from now on, or no longer. */
export async function setFollowing(
  context: Context,
  code: string,
  following: boolean,
): Promise<{ following: boolean }> {
  await getOpen(context, code);
  const one = { release: code, account: context.actor.id };
  if (following) await follow(context.db, one, context.clock.now().toISOString());
  else await unfollow(context.db, one);
  return { following };
}

export async function myVoice(context: Context, code: string): Promise<MyVoice> {
  const corrections = await store.correctionsBy(context.db, context.actor.id, code);
  const following = await isFollowing(context.db, { release: code, account: context.actor.id });
  return { following, corrections: corrections.map(({ release: _release, title: _title, ...each }) => each) };
}

/** What is wrong in the data goes to its provider, who answers. */
export async function correct(context: Context, code: string, words: string): Promise<MyVoice> {
  const { title, provider, simulated } = await getOpen(context, code);
  const mine = await store.correctionsBy(context.db, context.actor.id, undefined);
  if (mine.filter(({ state }) => state === 'open').length >= mostOpen)
    throw new Problem(429, 'open-data.too-many-corrections', texts.tooManyCorrections);
  const id = randomUUID();
  const row = {
    id,
    title: title.zh,
    release: code,
    provider,
    by: context.actor.id,
    words,
    madeAt: context.clock.now().toISOString(),
    state: 'open' as const,
    answer: null,
    answeredAt: null,
  };
  // Rows and tasks say who wrote them; whoever answers is not told who reported.
  const platform = { ...context, actor: system };
  await context.transaction(async (tx) => {
    await writeRows(platform, tx, Correction, [row], { source: 'reader', simulated });
    await openTask(platform, tx, {
      kind: 'open-data.correction',
      title: fill(texts.correctionTask, { title }),
      owner: provider,
      source: taskOf(id),
      link: `/open-data/corrections/${id}`,
      simulated,
    });
  });
  return myVoice(context, code);
}

/** The provider says whether it holds; whoever reported it reads the answer. */
export const answerCorrection = (
  context: Context,
  id: string,
  said: { readonly accepted: boolean; readonly words: string },
): Promise<{ state: string }> =>
  context.transaction(async (tx) => {
    const row = await lockRow(context, tx, Correction, id);
    const { actor } = context;
    const own = scopeOf(actor, 'open-data:propose') === 'city' || row?.provider === actor.organisation;
    if (!row || !own) throw notFound(texts.correction, id);
    refuseIf(row.state !== 'open', 'open-data.answered-already', texts.answeredAlready);
    const { meta, ...values } = row;
    const state = said.accepted ? ('accepted' as const) : ('declined' as const);
    const next = { ...values, state, answer: said.words, answeredAt: context.clock.now().toISOString() };
    await writeRows(context, tx, Correction, [next], { source: 'answer' });
    await closeTask(context, tx, taskOf(id), { outcome: texts.answered });
    await context.emit(tx, correctionAnswered, {
      key: row.release,
      payload: { release: row.release, correction: id, accepted: said.accepted, simulated: meta.simulated },
    });
    return { state };
  });
