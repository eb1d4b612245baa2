import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { Problem, refuseIf } from '#kernel/problem';
import { readRow, writeRows } from '#kernel/record-server';
import { fill, type Text } from '#kernel/texts';
import { getDatasetInForce, type Dataset } from '#platform/data/catalogue';
import { agree } from './agreeing.ts';
import type { Ask, Standing } from './contract.ts';
import { openStep, tell, type RequestRow } from './desk.ts';
import { requireOnlyOne } from './once-only.ts';
import { cityPurposes } from './purposes.ts';
import { Agreement, SharingRequest } from './records.ts';
import { askedItems, outcomeOf, standingOf } from './rules.ts';
import { isRecalledFrom, isSystemOf, nextRequest, rulesOf } from './store.ts';
import { texts } from './texts.ts';

const wrong = (path: string, code: string, detail: Text): Problem =>
  new Problem(422, `exchange.${code}`, detail, { errors: [{ path, code: `exchange.${code}`, detail }] });

/** Of each field of a dataset, whether it may be asked for. */
export const standingsOf = (dataset: Dataset) =>
  dataset.fields.map((field) => ({ field, standing: standingOf(field, dataset.share.type) }));

/** @throws Problem 403 `exchange.not-shared` with the basis; 422 `exchange.unknown-item`, `.item-twice` */
function askedFields(dataset: Dataset, names: readonly string[]) {
  const standings = standingsOf(dataset);
  return names.map((name, index) => {
    const found = standings.find(({ field }) => field.name === name);
    if (!found) throw wrong('items', 'unknown-item', fill(texts.unknownItem, { item: name }));
    if (names.indexOf(name) !== index)
      throw wrong('items', 'item-twice', fill(texts.itemTwice, { item: name }));
    if (found.standing === 'none') {
      const basis = dataset.share.basis ?? '—';
      throw new Problem(
        403,
        'exchange.not-shared',
        fill(texts.notShared, { item: found.field.label, basis }),
        { item: name, basis },
      );
    }
    return { name, standing: found.standing };
  });
}

/** @throws Problem 422 `exchange.bad-period`, `exchange.long-period` */
async function requirePeriod(context: Context, db: Db, { periodFrom, periodUntil }: Ask): Promise<void> {
  if (periodUntil < periodFrom || periodUntil < dayOf(context))
    throw wrong('periodUntil', 'bad-period', texts.badPeriod);
  const { longest_days: days } = await rulesOf(db);
  if ((Date.parse(periodUntil) - Date.parse(periodFrom)) / 86_400_000 > days)
    throw wrong('periodUntil', 'long-period', fill(texts.longPeriod, { days }));
}

/** @throws Problem 422 `exchange.not-renewable` */
async function requireRenewable(context: Context, tx: Db, asked: Ask, consumer: string): Promise<void> {
  if (asked.renews === undefined) return;
  const before = await readRow(context, tx, Agreement, asked.renews);
  const fits =
    before?.consumer === consumer &&
    before.dataset === asked.dataset &&
    (before.state === 'in-force' || before.state === 'ended');
  if (!fits) throw wrong('renews', 'not-renewable', texts.notRenewable);
}

/** @throws Problem 422 `exchange.unknown-purpose`, `exchange.unknown-system` */
async function requireKnown(context: Context, tx: Db, asked: Ask, consumer: string): Promise<void> {
  const purposes = await cityPurposes(context, tx);
  if (!purposes.some(({ code }) => code === asked.purpose))
    throw wrong('purpose', 'unknown-purpose', fill(texts.unknownPurpose, { purpose: asked.purpose }));
  if (asked.system !== undefined && !(await isSystemOf(tx, asked.system, consumer)))
    throw wrong('system', 'unknown-system', fill(texts.unknownSystem, { system: asked.system }));
}

/** What the module itself writes of a request. */
export async function noteRequest(
  context: Context,
  tx: Db,
  change: { readonly number: string } & Readonly<Record<string, unknown>>,
  basis: string,
): Promise<RequestRow> {
  // What a played department asks is marked, and stays marked whoever writes next.
  const simulated = context.actor.id === 'simulator';
  await writeRows(context, tx, SharingRequest, [change], { source: 'exchange', basis, simulated });
  const row = await readRow(context, tx, SharingRequest, change.number);
  if (!row) throw new Error(`request ${change.number} was written and is gone`);
  return row;
}

export const standing = ({ number, state, agreement = null }: RequestRow): Standing => ({
  number,
  state,
  agreement,
});

async function file(context: Context, tx: Db, asked: Ask, consumer: string): Promise<RequestRow> {
  const dataset = await getDatasetInForce(tx, asked.dataset);
  refuseIf(dataset.provider === consumer, 'exchange.own-dataset', texts.ownDataset);
  const fields = askedFields(dataset, asked.items);
  // From whom the data were taken back does not get them again by asking once more: somebody decides.
  const recalled = await isRecalledFrom(tx, dataset.code, consumer);
  const items = askedItems(
    recalled ? fields.map((each) => ({ ...each, standing: 'conditional' as const })) : fields,
  );
  await requirePeriod(context, tx, asked);
  await requireKnown(context, tx, asked, consumer);
  await requireRenewable(context, tx, asked, consumer);
  const { items: _names, renews = null, system = null, ...rest } = asked;
  const { dataset: code, purpose } = asked;
  await requireOnlyOne(context, tx, { dataset: code, consumer, purpose, system, renews });
  const waits = items.some(({ decision }) => decision === 'waiting');
  const change = {
    ...rest,
    number: await nextRequest(tx, dayOf(context).slice(0, 4)),
    consumer,
    provider: dataset.provider,
    state: waits ? 'checking' : outcomeOf(items),
    items,
    filter: [],
    system,
    renews,
    askedBy: context.actor.name,
    askedAt: context.clock.now().toISOString(),
    ...(waits ? {} : { decidedAt: context.clock.now().toISOString() }),
  };
  return noteRequest(context, tx, change, 'exchange:ask');
}

/**
 * Files a request. What is shared unconditionally has passed with it, and the provider is told, unless an agreement of
 * this consumer on the dataset was recalled; the rest waits for the formal check.
 * @throws Problem 403 `exchange.not-shared`; 409 `exchange.own-dataset`, `.already-asked`, `.already-agreed`; 422 for what
 *   does not fit
 */
export async function ask(context: Context, asked: Ask): Promise<Standing> {
  const { organisation: consumer } = context.actor;
  if (consumer === undefined) throw new Problem(403, 'exchange.no-organisation', texts.noOrganisation);
  return context.transaction(async (tx) => {
    let row = await file(context, tx, asked, consumer);
    if (row.items.some(({ decision }) => decision === 'grant')) {
      row = await agree(context, tx, row);
      await tell(context, tx, {
        to: row.provider,
        kind: 'passed',
        number: row.number,
        dataset: row.dataset,
        link: `/exchange/requests/${row.number}`,
      });
    }
    if (row.state === 'checking') await openStep(context, tx, 'check', row);
    return standing(row);
  });
}
