import { z } from 'zod';
import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { defineJob } from '#kernel/job';
import { Problem, refuseIf } from '#kernel/problem';
import type { Incoming } from '#kernel/record-server';
import { fill, type Text } from '#kernel/texts';
import { closeTask, openTask, type TaskKind } from '#platform/base/tasks';
import { datasetsLimitedBy } from '#platform/data/catalogue';
import { texts } from '../texts.ts';
import { holdBack, limitOrigin } from './limit.ts';
import { daysAfter, tellDaysBefore } from './rules.ts';
import {
  collectedUnder,
  contractsEndingBy,
  findContract,
  findSourceUnder,
  type ContractRow,
} from './store.ts';

export const contractTask: TaskKind = {
  kind: 'sources.contract',
  title: texts.kindContract,
  linkText: texts.linkContract,
  clock: { unit: 'working-days', amount: 10 },
};

const about = (code: string) => ({ module: 'sources', record: 'contract', key: code });

/** A contract is the department's whose clerk enters it. @throws Problem 422 `sources.contract-term`, `sources.contract-owner` */
export async function beforeContract(incoming: Incoming, { actor }: Context, db: Db): Promise<Incoming> {
  const known = await findContract(db, String(incoming['code']));
  const { holdsFrom: from, holdsUntil: until } = { ...known, ...incoming };
  if (typeof from === 'string' && typeof until === 'string' && until < from)
    throw new Problem(422, 'sources.contract-term', texts.contractBackwards, {
      errors: [{ path: 'holdsUntil', code: 'sources.contract-term', detail: texts.contractBackwards }],
    });
  if (known) return incoming;
  if (actor.organisation === undefined) throw new Problem(422, 'sources.contract-owner', texts.contractOwner);
  return { ...incoming, owner: actor.organisation };
}

/** @throws Problem 409 `sources.contract-used` */
export async function beforeContractEnds(
  { key }: { readonly key: string },
  context: Context,
  tx: Db,
): Promise<void> {
  const source = await findSourceUnder(tx, key);
  refuseIf(source !== undefined, 'sources.contract-used', fill(texts.contractUsed, { code: source ?? '' }));
  await closeTask(context, tx, about(key), { outcome: texts.withdrawn });
}

function titleOf({ titleZh, titleEn, holdsUntil, keepDays }: ContractRow, day: string): Text {
  const said = { title: { zh: titleZh, en: titleEn }, until: holdsUntil };
  if (day <= holdsUntil) return fill(texts.contractEnds, said);
  if (keepDays === null) return fill(texts.contractEnded, said);
  return fill(texts.contractDestroy, { ...said, by: daysAfter(holdsUntil, keepDays) });
}

/** Tells its department that a contract ends, or what its end asks for; takes that back when it was prolonged. */
async function settle(context: Context, tx: Db, contract: ContractRow): Promise<void> {
  const day = dayOf(context);
  if (daysAfter(day, tellDaysBefore) < contract.holdsUntil) {
    await closeTask(context, tx, about(contract.code), { outcome: texts.contractHolds });
    return;
  }
  await openTask(context, tx, {
    kind: contractTask.kind,
    title: titleOf(contract, day),
    owner: contract.owner,
    source: about(contract.code),
    link: `/sources/contracts/${encodeURIComponent(contract.code)}`,
    simulated: contract.simulated,
  });
}

export async function afterContract(
  { key }: { readonly key: string },
  context: Context,
  tx: Db,
): Promise<void> {
  const contract = await findContract(tx, key);
  if (!contract) return;
  // What came by it before is held to what it says now.
  for (const dataset of await datasetsLimitedBy(tx, limitOrigin(key)))
    await holdBack(context, tx, key, dataset);
  await settle(context, tx, contract);
}

/** Each day: contracts that end soon, and those that ended. */
export const contractsJob = defineJob({
  name: 'sources.contracts',
  title: texts.contractsTitle,
  input: z.object({}),
  attempts: 2,
  lane: () => 'sources.contracts',
  run: async (_input, job, context) => {
    // Also what came before limits were kept.
    for (const { contract, dataset } of await collectedUnder(context.db))
      await context.transaction((tx) => holdBack(context, tx, contract, dataset));
    const ending = await contractsEndingBy(context.db, daysAfter(dayOf(context), tellDaysBefore));
    for (const contract of ending) {
      job.signal.throwIfAborted();
      await context.transaction((tx) => settle(context, tx, contract));
    }
    return {
      summary: fill(texts.contractsDone, { count: ending.length }),
      data: { count: ending.length },
    };
  },
});
