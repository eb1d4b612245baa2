import { scopeOf } from '#kernel/actor';
import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { notFound, Problem } from '#kernel/problem';
import { lockRow, writeRows } from '#kernel/record-server';
import { fill, type Text } from '#kernel/texts';
import { findDataset } from '#platform/data/catalogue';
import { getBatch } from '#platform/data/ingestion';
import { raiseFindings } from '#platform/data/quality';
import { closeStep, openStep, tell, type ReportRow } from './desk.ts';
import { enter } from './metering.ts';
import { findGiven, sourceOf } from './granted-rows.ts';
import { Report, reportStateNames } from './records.ts';
import { ruleOf, valueDigest } from './mended.ts';
import { requireReporter } from './standing.ts';
import { findReportedRow, nextReport, putReportedRow } from './store.ts';
import { texts } from './texts.ts';

export interface Said {
  readonly rowKey: string;
  readonly item: string;
  readonly wrong: string;
}

const unfit = (code: string, detail: Text, path: string): Problem =>
  new Problem(422, `exchange.${code}`, detail, { errors: [{ path, code: `exchange.${code}`, detail }] });

/**
 * A consumer names a row as it was given it, an item and what is wrong. Only a row and an item that the agreement gives
 * can be named, so that asking tells nothing of the others.
 * @throws Problem 422 `exchange.no-key`, `.item-not-given`, `.no-such-row`; 429 `exchange.rate-limited`; what `requireInForce` and
 *   `requireReporter` throw
 */
export async function report(context: Context, id: string, said: Said): Promise<{ number: string }> {
  const { agreement, facts } = await enter(context, id, requireReporter);
  const { terms } = agreement;
  const { dataset, simulated } = facts;
  const decisionOf = (name: string) => terms.items.find(({ field }) => field === name)?.decision;
  const keyAs = decisionOf(dataset.key);
  if (keyAs !== 'grant' && keyAs !== 'pseudonym') throw unfit('no-key', texts.noKey, 'rowKey');
  const source = await sourceOf(context, facts, terms);
  // What the dataset has lost or does not share any longer is not given, whatever was agreed.
  if (!source.shows.has(dataset.key)) throw unfit('no-key', texts.noKey, 'rowKey');
  if (!source.shows.has(said.item))
    throw unfit('item-not-given', fill(texts.itemNotGiven, { item: said.item }), 'item');
  const found = await context.lake.session((session) =>
    findGiven(session, source, { keyField: dataset.key, said: said.rowKey, item: said.item }),
  );
  if (!found) throw unfit('no-such-row', texts.noSuchRow, 'rowKey');
  const digest = await valueDigest(context);
  return context.transaction(async (tx) => {
    const number = await nextReport(tx, dayOf(context).slice(0, 4));
    const row = {
      number,
      agreement: id,
      dataset: terms.dataset,
      consumer: terms.consumer,
      provider: terms.provider,
      state: 'open',
      ...said,
      reportedBy: context.actor.name,
      reportedAt: context.clock.now().toISOString(),
    };
    await writeRows(context, tx, Report, [row], {
      source: 'exchange',
      basis: 'exchange:report',
      simulated,
    });
    await putReportedRow(tx, number, {
      row_key: found.key,
      batch: found.batch,
      row: found.row,
      value_digest: digest(found.value),
    });
    await openStep(context, tx, 'report', { ...row, meta: { simulated } });
    return { number };
  });
}

/** What is borne out goes the way of every finding: returned to the owner of the row, mended in its source. */
async function raise(context: Context, tx: Db, row: ReportRow): Promise<void> {
  const [dataset, at] = [await findDataset(tx, row.dataset), await findReportedRow(tx, row.number)];
  if (!dataset || !at) return;
  const batch = await getBatch(tx, at.batch);
  await raiseFindings(context, tx, [
    {
      dataset: row.dataset,
      batch: at.batch,
      row: at.row,
      key: at.row_key,
      rule: ruleOf(row.item),
      dimension: 'accurate',
      severity: 'warn',
      field: row.item,
      value: null,
      suggestion: null,
      title: texts.findingTitle,
      message: { zh: `${row.number}：${row.wrong}`, en: `${row.number}: ${row.wrong}` },
      simulated: row.meta.simulated,
      at: batch.handedInAt,
    },
  ]);
}

/**
 * The provider has looked: borne out, or not wrong.
 * @throws Problem 404; 409 `exchange.not-open`
 */
export const answer = (
  context: Context,
  key: string,
  said: { readonly outcome: 'accept' | 'reject'; readonly answer: string },
) =>
  context.transaction(async (tx) => {
    const row = await lockRow(context, tx, Report, key);
    const { actor } = context;
    const may = scopeOf(actor, 'exchange:decide') === 'city' || row?.provider === (actor.organisation ?? '');
    if (!row || !may) throw notFound(texts.reportWord, key);
    if (row.state !== 'open') throw new Problem(409, 'exchange.not-open', texts.notOpen);
    const state = said.outcome === 'accept' ? ('accepted' as const) : ('rejected' as const);
    const changed = {
      number: key,
      state,
      answer: said.answer,
      answeredBy: actor.name,
      answeredAt: context.clock.now().toISOString(),
    };
    await writeRows(context, tx, Report, [changed], { source: 'exchange', basis: 'exchange:decide' });
    if (state === 'accepted') await raise(context, tx, row);
    await closeStep(context, tx, 'report', { key, outcome: reportStateNames[state] });
    await tell(context, tx, {
      to: row.consumer,
      kind: 'answered',
      number: key,
      dataset: row.dataset,
      link: `/exchange/reports/${key}`,
    });
    return { number: key, state };
  });
