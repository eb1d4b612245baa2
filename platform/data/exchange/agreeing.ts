import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { lockRow, readRow, writeRows } from '#kernel/record-server';
import { leaveTable } from './changes/table/emptying.ts';
import type { RequestRow } from './desk.ts';
import { digestOf, documentOf, type Terms } from './odrl.ts';
import { Agreement, SharingRequest } from './records.ts';
import { givenItems } from './rules.ts';
import { putDocument, rulesOf } from './store.ts';

const source = { source: 'exchange' } as const;

/**
 * Agreements that are over by their date or because their request was withdrawn. What was recalled or taken over
 * meanwhile stays so.
 * @returns how many ended
 */
export async function endAgreements(
  context: Context,
  tx: Db,
  ids: readonly string[],
  basis: string,
): Promise<number> {
  const changed: { id: string; state: 'ended' }[] = [];
  for (const id of ids)
    if ((await lockRow(context, tx, Agreement, id))?.state === 'in-force') {
      await leaveTable(context, tx, id);
      changed.push({ id, state: 'ended' });
    }
  await writeRows(context, tx, Agreement, changed, { ...source, basis });
  return changed.length;
}

/**
 * Once the newer one holds, the older one is not read by any longer; nor what that one was to take over itself, also where it
 * never came to that: its request was taken back, or it has ended.
 */
export async function takeOver(
  context: Context,
  tx: Db,
  renewed: string | null | undefined,
  by: string,
): Promise<void> {
  if (!renewed) return;
  const before = await lockRow(context, tx, Agreement, renewed);
  if (!before) return;
  if (before.state === 'in-force') {
    await leaveTable(context, tx, before.id);
    const changed = { id: before.id, state: 'replaced', replacedBy: by };
    await writeRows(context, tx, Agreement, [changed], { ...source, basis: 'exchange:decide' });
  }
  const request = await readRow(context, tx, SharingRequest, before.request);
  await takeOver(context, tx, request?.renews, by);
}

/** Its agreement goes on in a next version while it holds; one that was recalled is never revived by another's decision. */
async function versionFor(context: Context, tx: Db, row: RequestRow) {
  const first = row.number.replace(/^GX/, 'XY');
  if (!row.agreement) return { id: first, version: 1 };
  const before = await lockRow(context, tx, Agreement, row.agreement);
  if (before?.state === 'in-force') return { id: before.id, version: before.version + 1 };
  const again = Number(row.agreement.slice(first.length + 1) || '1') + 1;
  return { id: `${first}-${again}`, version: 1 };
}

async function termsFor(context: Context, tx: Db, row: RequestRow): Promise<Terms> {
  const rules = await rulesOf(tx);
  return {
    ...(await versionFor(context, tx, row)),
    dataset: row.dataset,
    provider: row.provider,
    consumer: row.consumer,
    system: row.system ?? null,
    purpose: row.purpose,
    way: row.way,
    from: row.periodFrom,
    until: row.periodUntil,
    items: givenItems(row.items).map(({ field, standing, decision, mask }) => ({
      field,
      decision,
      ...(mask === undefined ? {} : { mask }),
      ...(standing === 'unconditional' && { passed: true }),
    })),
    filter: row.filter,
    callsPerMinute: rules.calls_per_minute,
    rowsPerDay: rules.rows_per_day,
  };
}

/**
 * Makes what was decided into an agreement, or the next version of it: the document, its digest, and the row that says it
 * holds. A request that renews another takes its place once nothing of it waits and its own first day has come: who asks for
 * more keeps what there is until it is decided.
 * @returns the request, which names it
 */
export async function agree(context: Context, tx: Db, row: RequestRow): Promise<RequestRow> {
  const terms = await termsFor(context, tx, row);
  const at = context.clock.now().toISOString();
  const document = documentOf(terms, { at, basis: row.legalBasis });
  const digest = digestOf(document);
  const { id, version } = terms;
  await putDocument(tx, { agreement: id, version, document, digest, at });
  const agreement = {
    id,
    dataset: terms.dataset,
    consumer: terms.consumer,
    provider: terms.provider,
    state: 'in-force',
    purpose: terms.purpose,
    way: terms.way,
    items: givenItems(row.items),
    filter: terms.filter,
    system: terms.system,
    periodFrom: terms.from,
    periodUntil: terms.until,
    callsPerMinute: terms.callsPerMinute,
    rowsPerDay: terms.rowsPerDay,
    version,
    digest,
    request: row.number,
  };
  const { simulated } = row.meta;
  await writeRows(context, tx, Agreement, [agreement], { ...source, basis: 'exchange:decide', simulated });
  await writeRows(context, tx, SharingRequest, [{ number: row.number, agreement: id }], {
    ...source,
    basis: 'exchange:decide',
  });
  const waits = row.items.some(({ decision }) => decision === 'waiting');
  if (!waits && terms.from <= dayOf(context)) await takeOver(context, tx, row.renews, id);
  return { ...row, agreement: id };
}
