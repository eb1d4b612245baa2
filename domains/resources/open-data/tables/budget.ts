import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { Problem } from '#kernel/problem';
import { writeRows } from '#kernel/record-server';
import { fill } from '#kernel/texts';
import { Spending } from '../records.ts';
import type { Form } from '../shapes.ts';
import * as store from '../store.ts';
import { texts } from '../texts.ts';
import { lockBudget, spentOf } from './store.ts';

export interface Balance {
  readonly dataset: number;
  readonly spent: number;
}

/** What a dataset may tell in all and has told: releases of the same people add up (Dwork and others 2006). */
export async function balanceOf(db: Db, source: string): Promise<Balance> {
  const { privacyBudget } = await store.getCity(db);
  return { dataset: privacyBudget.dataset, spent: await spentOf(db, source) };
}

/** What is left of it; nothing when the city’s file was lowered below what is spent. */
export async function leftOf(db: Db, source: string): Promise<number> {
  const { dataset, spent } = await balanceOf(db, source);
  return Math.max(0, dataset - spent);
}

/** @throws Problem 409 `open-data.budget-spent` when a version would spend more than is left */
export async function requireLeft(db: Db, source: string, wanted: number): Promise<number> {
  const left = await leftOf(db, source);
  if (wanted > left)
    throw new Problem(409, 'open-data.budget-spent', fill(texts.budgetSpent, { source, left, wanted }), {
      left,
      wanted,
    });
  return left;
}

interface Wanted {
  readonly form: Form;
  readonly milliEpsilon?: number | null | undefined;
}

/**
 * What a version of this form spends; null for one without noise.
 * @throws Problem 422 `open-data.no-epsilon`
 */
export async function epsilonOf(db: Db, { form, milliEpsilon }: Wanted): Promise<number | null> {
  if (form !== 'private-counts') return null;
  const { privacyBudget } = await store.getCity(db);
  const most = privacyBudget.version;
  if (!milliEpsilon || milliEpsilon > most)
    throw new Problem(422, 'open-data.no-epsilon', fill(texts.noEpsilon, { most }));
  return milliEpsilon;
}

interface Spent {
  readonly dataset: string;
  readonly release: string;
  readonly version: number;
  readonly provider: string;
  readonly milliEpsilon: number;
  readonly simulated: boolean;
}

/**
 * Writes down what a version spends, in the transaction that publishes it.
 * @throws Problem 409 `open-data.budget-spent`
 */
export async function spend(context: Context, tx: Db, { simulated, ...spent }: Spent): Promise<void> {
  await lockBudget(tx, spent.dataset);
  const left = await requireLeft(tx, spent.dataset, spent.milliEpsilon);
  const row = {
    ...spent,
    id: `${spent.release}-${spent.version}`,
    leftAfter: left - spent.milliEpsilon,
    spentAt: context.clock.now().toISOString(),
  };
  await writeRows(context, tx, Spending, [row], { source: `version:${spent.version}`, simulated });
}
