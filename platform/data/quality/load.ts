import type { ReadCity } from '#kernel/city';
import type { Context } from '#kernel/context';
import { writeRows } from '#kernel/record-server';
import type { Db } from '#kernel/db';
import { catalogueFile, listDatasets } from '#platform/data/catalogue';
import { rulesFile } from './city.ts';
import { impliedRules } from './implied-rules.ts';
import { StatedRule } from './rule-record.ts';
import { ruleRow } from './state-rule.ts';
import { putOffice } from './store/loop.ts';
import * as store from './store/rules.ts';
import { tellOwnerOf } from './tell-owner.ts';
import { tellFindings } from './tell-written.ts';
import { texts } from './texts.ts';

const source = `city:${rulesFile.path}`;

/** The rules that follow from all descriptions in force, in place of those before; under what is gone nothing is asked. */
async function bringImplied(context: Context, tx: Db): Promise<void> {
  const before = await store.impliedIds(tx);
  const implied = (await listDatasets(tx)).flatMap(impliedRules);
  await store.replaceImplied(tx, implied);
  const follows = new Set(implied.map(({ id }) => id));
  const lapsed = await store.lapseGone(tx, {
    implied: before.filter((id) => !follows.has(id)),
    note: texts.ruleGone.zh,
    at: context.clock.now().toISOString(),
  });
  await tellFindings(context, tx, { keys: lapsed.map(({ id }) => id), source: 'platform' });
  for (const code of new Set(lapsed.map(({ dataset }) => dataset))) await tellOwnerOf(context, tx, code);
}

/**
 * Brings the rules of the city's file into force beside those made in the console, and those that follow from the
 * catalogue. A rule that is gone from the file is withdrawn, with its history.
 */
export async function load(city: ReadCity, context: Context): Promise<void> {
  const { datasets, office } = city.get(catalogueFile);
  const owners = new Map(datasets.map(({ code, provider }) => [code, provider]));
  const rules = city.get(rulesFile);
  await context.transaction(async (tx) => {
    await putOffice(tx, office);
    const rows = rules.map((rule) => ruleRow(rule, owners.get(rule.dataset) ?? '', 'in-force'));
    await writeRows(context, tx, StatedRule, rows, { source });
    const gone = await store.goneRules(
      tx,
      source,
      rules.map(({ id }) => id),
    );
    await writeRows(
      context,
      tx,
      StatedRule,
      gone.map((id) => ({ id, state: 'withdrawn' })),
      { source },
    );
    await bringImplied(context, tx);
  });
}

/** A description was published or withdrawn: what follows from it follows anew. */
export const followCatalogue = (_told: unknown, context: Context): Promise<void> =>
  context.transaction((tx) => bringImplied(context, tx));
