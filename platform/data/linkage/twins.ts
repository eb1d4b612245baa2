import { explain, link, LinkageError, parseLinkageModel } from '#engines/linkage';
import type { Context } from '#kernel/context';
import type { JobRun } from '#kernel/job';
import type { LakeSession } from '#kernel/lake';
import { writeRows } from '#kernel/record-server';
import { inventedPersons, rowsSpeakingFor, type SpeakingRow } from '#platform/data/registers';
import { pairRecord, simulatedBatches } from './bring.ts';
import { engineConfig } from './city.ts';
import { layOut, lookAround, type Looked } from './held-store.ts';
import * as store from './store.ts';
import { tellOwners } from './tell.ts';
import { layTwins, scoredTwins, type TwinPair } from './twins-store.ts';
import { pairId, type Found } from './weigh.ts';

const unit = { zh: '对', en: 'pairs' };

/** What two registered persons are weighed as, with why. */
type Weighed = TwinPair & Pick<Found, 'prior' | 'comparisons'>;

/** Weighs the pairs under the frozen model, as rows without a number are weighed. */
async function weigh(session: LakeSession, { compared }: Looked, parameters: unknown): Promise<Weighed[]> {
  if ((await layTwins(session)) === 0) return [];
  const config = engineConfig(compared);
  const model = parseLinkageModel(parameters, config);
  const sources = { left: 'twins', right: 'persons' };
  try {
    const linkage = await link(session, config, sources, { model, vintage: model.vintage });
    const found = await scoredTwins(session);
    if (found.length === 0) return [];
    const keys = found.map(({ one, other }) => [one, other] as const);
    const why = new Map(
      (await explain(session, config, linkage, keys)).map((each) => [`${each.left} ${each.right}`, each]),
    );
    return found.flatMap((each): Weighed[] => {
      const told = why.get(`${each.one} ${each.other}`);
      if (!told) return [];
      const comparisons = told.comparisons.map(({ name, level, weight }) => ({
        attribute: name,
        level,
        weight: Math.round(weight * 1000) / 1000,
      }));
      return [{ ...each, prior: told.prior, comparisons }];
    });
  } catch (error) {
    if (error instanceof LinkageError && error.code === 'linkage.nothing-to-compare') return [];
    throw error;
  }
}

/** A pair of two registered persons, as it is written for somebody to look at. */
const written = (each: Weighed, row: SpeakingRow, simulated: ReadonlyMap<string, boolean>) => ({
  id: pairId(`person ${each.one}`, each.other),
  twin: each.one,
  person: each.other,
  state: 'waiting' as const,
  band: 'clerical' as const,
  weight: each.weight,
  probability: each.probability,
  prior: each.prior,
  comparisons: each.comparisons,
  dataset: row.dataset,
  rowKey: row.key,
  batch: row.batch,
  row: row.row,
  simulated: simulated.get(row.batch) ?? false,
});

export interface Twins {
  /** Pairs that wait for a person anew, and that are no longer so. */
  readonly asked: number;
  readonly gone: number;
}

/** Pairs that stand: what somebody said of them stays, whatever is found; of the others those that are found no more go. */
async function bring(
  context: Context,
  { looked, model, found, run }: { looked: Looked; model: string; found: readonly Weighed[]; run: string },
): Promise<Twins> {
  const persons = found.flatMap(({ one, other }) => [one, other]);
  const rows = await rowsSpeakingFor(context.db, persons, looked.compared.datasets);
  const invented = await inventedPersons(context.db, persons);
  const providers = new Map(looked.sources.map(({ dataset }) => [dataset.code, dataset.provider]));
  const simulated = await simulatedBatches(context, rows.values());
  return context.transaction(async (tx) => {
    const standing = new Map((await store.standingTwins(tx)).map((pair) => [pair.id, pair]));
    const fresh: Record<string, unknown>[] = [];
    const seen = new Set<string>();
    for (const each of found) {
      const row = rows.get(each.one);
      if (!row || invented.has(each.one) !== invented.has(each.other)) continue;
      const pair = written(each, row, simulated);
      seen.add(pair.id);
      if (standing.has(pair.id)) continue;
      const waitingSince = context.clock.now().toISOString();
      fresh.push({ ...pair, provider: providers.get(row.dataset), model, run, waitingSince });
    }
    const gone = [...standing.values()].filter(
      ({ id, state, touched }) => state === 'waiting' && !touched && !seen.has(id),
    );
    const changes = [...fresh, ...gone.map(({ id }) => ({ id, state: 'gone' }))];
    if (changes.length > 0)
      await writeRows(context, tx, pairRecord, changes, { source: 'linkage', basis: `linkage:${model}` });
    await tellOwners(
      context,
      tx,
      looked.sources.map(({ dataset }) => dataset),
    );
    return { asked: fresh.length, gone: gone.length };
  });
}

/**
 * Looks for registered persons with different numbers who may be one, under the model in force, and puts them before people:
 * none is ever merged without two who say so. The same again changes nothing.
 */
export async function findTwins(context: Context, model: store.ModelRow, run: JobRun): Promise<Twins> {
  const { compared } = await store.getSetting(context.db);
  const looked = await lookAround(context, compared);
  run.progress({ done: 0, unit });
  const found = await context.lake.session(async (session) => {
    await layOut(context, session, looked);
    return weigh(session, looked, model.parameters);
  }, run.signal);
  const twins = await bring(context, { looked, model: model.version, found, run: run.id });
  run.progress({ done: found.length, total: found.length, unit });
  return twins;
}
