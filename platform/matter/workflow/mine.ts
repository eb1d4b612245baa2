import type { Context } from '#kernel/context';
import type { Download } from '#kernel/module';
import { definePoint } from '#kernel/point';
import { notFound } from '#kernel/problem';
import { readRows } from '#kernel/record-server';
import type { Text } from '#kernel/texts';
import { openPaper } from '#platform/base/documents';
import { partiesOf } from '#platform/base/identity';
import { atOf, keyOf, type AnyRow, type Flow } from './declared.ts';
import type { Matter, Step } from './shapes.ts';
import { findOwn, findSteps } from './store.ts';
import { texts } from './texts.ts';

/** Every process of the city. */
export const processPoint = definePoint<Flow>('workflow.process');

export interface Own<W, N = unknown> {
  readonly row: W;
  /** What the process says it needs beside each row. */
  readonly with: N;
  readonly steps: readonly Step[];
}

const nameOf = (flow: Flow, state: string): Text => flow.states[state]?.title ?? { zh: state, en: state };

/** Each row's steps, from its first state on. */
export async function stepsOf(
  flow: Flow,
  context: Context,
  keys: readonly string[],
): Promise<ReadonlyMap<string, readonly Step[]>> {
  const found = (await findSteps(context.db, flow, keys)).map(({ key, ...step }) => ({
    key,
    step: { ...step, title: nameOf(flow, step.state) },
  }));
  const byKey = Map.groupBy(found, ({ key }) => key);
  return new Map([...byKey].map(([key, all]) => [key, all.map(({ step }) => step)]));
}

/** What is of the actor, or of whom they act for or may act for, with its steps; the newest first. */
export async function ownOf(flow: Flow, context: Context): Promise<Own<AnyRow>[]> {
  // What organisations hand in is nobody's own; they find it in the list of its record.
  if (flow.parties.unit !== undefined) return [];
  const { keys: own, others } = await partiesOf(context, flow.applies);
  const keys = await findOwn(context.db, flow, [...own, ...others]);
  const rows = new Map(
    ((await readRows(context, context.db, flow.record, keys)) as unknown as AnyRow[]).map((row) => [
      keyOf(flow, row),
      row,
    ]),
  );
  const steps = await stepsOf(flow, context, keys);
  const found: Own<AnyRow>[] = [];
  for (const key of keys) {
    const row = rows.get(key);
    const at = row && (await atOf(flow, context, context.db, row));
    if (at) found.push({ row: at.row, with: at.with, steps: steps.get(key) ?? [] });
  }
  return found;
}

async function mattersOf(flow: Flow, context: Context): Promise<Matter[]> {
  const own = await ownOf(flow, context);
  const { record, states, page } = flow;
  return own.map(({ row, steps, with: needed }) => ({
    process: record.id,
    kind: record.title,
    id: keyOf(flow, row),
    label: String(row[record.label]),
    title: flow.title?.(row, needed) ?? record.title,
    state: row.state,
    stateTitle: nameOf(flow, row.state),
    waitsForMe: states[row.state]?.waits?.for === 'applicant',
    over: states[row.state]?.ends ?? false,
    since: steps.at(-1)?.at ?? row.meta.validFrom,
    steps: [...steps],
    page,
    simulated: row.meta.simulated,
  }));
}

/** The decision on one of the actor's matters. @throws Problem 404 */
export async function myPaper(
  context: Context,
  asked: { readonly process: string; readonly id: string },
): Promise<Download> {
  const flow = context.contributions(processPoint).find(({ record }) => record.id === asked.process);
  const own = flow ? await ownOf(flow, context) : [];
  const found = own.find(({ row }) => flow && keyOf(flow, row) === asked.id);
  const paper = found?.row[flow?.parties.paper ?? ''];
  if (typeof paper !== 'string') throw notFound(texts.paper, asked.id);
  return openPaper(context, paper);
}

export async function myMatters(context: Context): Promise<Matter[]> {
  const all: Matter[] = [];
  for (const flow of context.contributions(processPoint)) all.push(...(await mattersOf(flow, context)));
  return all.toSorted((a, b) => (a.since < b.since ? 1 : -1));
}
