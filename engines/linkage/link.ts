import type { Frequencies } from './compile-prepare.ts';
import type { LinkageConfig } from './config.ts';
import { estimate, type Estimate } from './estimate.ts';
import { joinLinks, type Linked } from './join-links.ts';
import { blocksOf, makeModel, parametersOf, type LinkageModel } from './model.ts';
import { prepare, type Prepared, type Sources } from './prepare.ts';
import { findPairs, type CodedPattern } from './find-pairs.ts';
import { scorePairs } from './score.ts';
import type { LinkageSession } from './session.ts';
import { settles } from './settle.ts';
import { train } from './train.ts';

export interface LinkOptions {
  /** A model learned before: nothing is learned, its rules and weights are used as they are. */
  readonly model?: LinkageModel | undefined;
  /** What the new model says of when it was made. */
  readonly vintage: string;
  /** Whose values say how frequent one is: those of both sides when not given, or of the left one that stands (see `linkNew`). */
  readonly frequencies?: Frequencies | undefined;
  /** Told when a step is done, with its seconds. */
  readonly onStep?: (step: string, seconds: number) => void;
}

export interface Linkage extends Linked {
  readonly model: LinkageModel;
  readonly prepared: Prepared;
  readonly comparedPairs: number;
}

/** From what the narrow rules taught to the pairs of all rules. */
const adaptingRounds = 3;

async function learn(session: LinkageSession, config: LinkageConfig, prepared: Prepared, vintage: string) {
  const trained = await train(session, config, prepared);
  const { patterns, settled } = await findPairs(session, config, prepared, {
    blocks: trained.blocks,
    settles: ({ digits }) => settles(digits, config.compare, trained.estimate),
  });
  const last: Estimate = estimate(patterns, trained.background, {
    start: trained.estimate,
    most: adaptingRounds,
  });
  const pairs = patterns.reduce((sum, { count }) => sum + count, 0);
  const model = makeModel(config, {
    ...trained,
    estimate: last,
    records: prepared.records,
    pairs,
    settled,
    vintage,
  });
  return { model, patterns };
}

async function reuse(
  session: LinkageSession,
  config: LinkageConfig,
  prepared: Prepared,
  model: LinkageModel,
) {
  const settled = new Set(model.settled);
  const { patterns } = await findPairs(session, config, prepared, {
    blocks: blocksOf(model, config),
    settles: ({ code }) => settled.has(String(code)),
  });
  return { model, patterns };
}

type Found = { readonly model: LinkageModel; readonly patterns: readonly CodedPattern[] };

/** Tells the seconds of each step. */
function steps(onStep: LinkOptions['onStep']): (step: string) => void {
  let since = performance.now();
  return (step) => {
    onStep?.(step, (performance.now() - since) / 1000);
    since = performance.now();
  };
}

async function weighAndJoin(
  session: LinkageSession,
  config: LinkageConfig,
  prepared: Prepared,
  { found, done }: { readonly found: Found; readonly done: (step: string) => void },
): Promise<Linkage> {
  await scorePairs(session, config, prepared, {
    patterns: found.patterns,
    parameters: parametersOf(found.model),
  });
  done('weigh');
  const linked = await joinLinks(session, config, prepared);
  done('join');
  const comparedPairs = found.patterns.reduce((sum, { count }) => sum + count, 0);
  return { ...linked, model: found.model, prepared, comparedPairs };
}

/** Links what has been prepared under a frozen model. */
export async function linkPrepared(
  session: LinkageSession,
  config: LinkageConfig,
  prepared: Prepared,
  { model, onStep }: { readonly model: LinkageModel } & Pick<LinkOptions, 'onStep'>,
): Promise<Linkage> {
  const done = steps(onStep);
  const found = await reuse(session, config, prepared, model);
  done('compare');
  return weighAndJoin(session, config, prepared, { found, done });
}

/**
 * Links two tables of the session, or one with itself. Learns without labels how its comparisons agree for the same
 * thing and for others, chooses where to look for pairs, weighs them, and joins links into clusters.
 * The answer is the same for the same data, configuration and seed, whatever the number of threads.
 *
 * Leaves `link_result` in the session: left_id, right_id, weight (bits), probability, band, layer, cluster.
 * @param sources names of tables or views in the session
 * @throws LinkageError for a configuration, a table or a model that cannot be used
 */
export async function link(
  session: LinkageSession,
  config: LinkageConfig,
  sources: Sources,
  options: LinkOptions,
): Promise<Linkage> {
  const done = steps(options.onStep);
  const prepared = await prepare(session, config, sources, options.frequencies);
  done('prepare');
  const found: Found = options.model
    ? await reuse(session, config, prepared, options.model)
    : await learn(session, config, prepared, options.vintage);
  done('compare');
  return weighAndJoin(session, config, prepared, { found, done });
}
