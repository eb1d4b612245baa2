import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { Problem } from '#kernel/problem';
import { fill } from '#kernel/texts';
import { prefillFor } from '#platform/base/forms';
import { mandateInForce } from '#platform/base/identity';
import { organisationNames } from '#platform/base/organisations';
import { datasetValues, type DatasetValue } from '#platform/data/registers';
import type { Sheet } from './contract.ts';
import { again, step, type Open } from './sheet.ts';
import { fromEarlier } from './sheet-rules.ts';
import * as sheets from './sheet-store.ts';
import { texts } from './texts.ts';

async function keep(
  context: Context,
  tx: Db,
  open: Open,
  kept: { readonly answers: sheets.AnswersOf; readonly origins: sheets.Origins; readonly consented: boolean },
): Promise<void> {
  await sheets.putDraft(tx, {
    ...kept,
    respondent: open.party.key,
    asks: open.party.kind,
    endsOn: open.endsOn,
    by: context.actor.id,
    at: context.clock.now().toISOString(),
    simulated: open.filings.some(({ simulated }) => simulated),
  });
}

/** Saves what was answered so far, right or wrong: what is wrong is told. */
export async function saveSheet(
  context: Context,
  endsOn: string,
  { revision, answers }: { readonly revision: number; readonly answers: sheets.AnswersOf },
): Promise<Sheet> {
  return context.transaction(async (tx) => {
    const open = await step(context, tx, endsOn, { revision });
    const known = new Set(open.cells.map(({ cell }) => cell));
    const unknown = Object.keys(answers).find((cell) => !known.has(cell));
    if (unknown !== undefined)
      throw new Problem(422, 'reporting.unknown-cell', fill(texts.unknownCell, { cell: unknown }));
    const trimmed = Object.fromEntries(Object.entries(answers).map(([cell, value]) => [cell, value.trim()]));
    await keep(context, tx, open, { answers: trimmed, origins: open.row?.origins ?? {}, consented: false });
    return again(context, tx, open);
  });
}

/** What the register, the departments' own rows and one's earlier sheets say, each with its source; the surest last. */
async function knownOf(
  context: Context,
  tx: Db,
  { cells, row, party, endsOn }: Open,
): Promise<{ readonly found: sheets.Origins; readonly datasets: readonly string[] }> {
  const items = cells.map(({ cell }) => cell);
  const inTx = { ...context, db: tx };
  const registered = await prefillFor(inTx, items);
  const held = await datasetValues(inTx, party.key, items);
  const names = await organisationNames(tx, [...new Set(held.map(({ dataset }) => dataset.provider))]);
  const earlier = (await sheets.sheetsOf(tx, party.key))
    // What came later says nothing of what was so then.
    .filter((each) => each.endsOn < endsOn && each.handed !== null)
    .map((each) => ({ endsOn: each.endsOn, answers: each.handed ?? {} }));
  const sourceOf = ({ title, provider }: DatasetValue['dataset']) =>
    fill(texts.ofDataset, { title, provider: names.get(provider) ?? provider });
  const found = {
    ...fromEarlier(cells, earlier, row?.answers ?? {}),
    ...Object.fromEntries(
      held.map(({ item, value, dataset }) => [item, { value, source: sourceOf(dataset) }]),
    ),
    ...Object.fromEntries(registered.map(({ item, value, source }) => [item, { value, source }])),
  };
  return { found, datasets: [...new Set(held.map(({ dataset }) => dataset.code))] };
}

/** Fills empty cells with what the city knows: registers, departments' datasets, one's own earlier sheets. */
export async function prefillSheet(context: Context, endsOn: string, revision: number): Promise<Sheet> {
  return context.transaction(async (tx) => {
    // What the register has on a person is shown to nobody who merely knows their name and number.
    const open = await step(context, tx, endsOn, { revision, level: 3 });
    const { row, party } = open;
    const present = row?.answers ?? {};
    const { found, datasets } = await knownOf(context, tx, open);
    const filled = Object.entries(found).flatMap(([cell, { value }]) =>
      present[cell] ? [] : [[cell, value]],
    );
    await context.ledger(tx, {
      action: 'read',
      resource: 'reporting.sheet',
      basis: mandateInForce(context.actor)?.basis ?? 'reporting:file',
      subjects: [party.key],
      detail: { items: Object.keys(found).length, ...(datasets.length > 0 && { datasets }) },
    });
    await keep(context, tx, open, {
      answers: { ...present, ...Object.fromEntries(filled) },
      origins: { ...row?.origins, ...found },
      consented: true,
    });
    return again(context, tx, open);
  });
}

/**
 * Takes the consent back: what was filled in by it and not changed since is taken out of a sheet that is not handed in. What
 * was handed in is the respondent's own word, and stays.
 * @throws Problem 409 `reporting.no-consent`
 */
export async function withdrawConsent(context: Context, endsOn: string, revision: number): Promise<Sheet> {
  return context.transaction(async (tx) => {
    const open = await step(context, tx, endsOn, { revision });
    const { row, party } = open;
    if (!row?.consentedAt) throw new Problem(409, 'reporting.no-consent', texts.noConsent);
    const { handed, answers, origins } = row;
    const kept = Object.entries(answers).filter(
      ([cell, value]) => origins[cell]?.value !== value || handed?.[cell] === value,
    );
    await sheets.putWithdrawn(tx, {
      respondent: party.key,
      endsOn,
      answers: Object.fromEntries(kept),
      at: context.clock.now().toISOString(),
    });
    await context.ledger(tx, {
      action: 'change',
      resource: 'reporting.sheet',
      basis: mandateInForce(context.actor)?.basis ?? 'reporting:file',
      subjects: [party.key],
      detail: { consent: 'withdrawn', endsOn },
    });
    return again(context, tx, open);
  });
}
