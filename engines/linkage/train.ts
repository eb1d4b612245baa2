import { bitsOf, chooseRules, type Counted, type Looked } from './choose-rules.ts';
import {
  blockKeys,
  compareAll,
  compareRandom,
  countRule,
  nearest,
  sampledKeys,
  sampleStatement,
  type BlockKey,
  type BlockRule,
  type Sides,
} from './compile-pairs.ts';
import { checkedPlaces } from './compile-prepare.ts';
import type { LinkageConfig } from './config.ts';
import { estimate, type Background, type Estimate } from './estimate.ts';
import { LinkageError } from './linkage-error.ts';
import { digitsOf, radicesOf, type Pattern } from './pattern.ts';
import type { Prepared } from './prepare.ts';
import type { LinkageSession } from './session.ts';

/** Blocks are chosen on at most so many records of a side. */
const sampleRows = 50_000;
/** Where no rule finds anything, files with no more pairs than these are compared whole. */
const wholePairs = 1_000_000;
/** Pairs that one rule may make while blocks are chosen: for a record, and in all cases. */
const pilotPairsForRecord = 2;
const fewPairs = 20_000;
const mostPilotRules = 16;
/** Up to so many pairs are counted one by one. */
const fewCounted = 1_000_000;
const randomPairs = 250_000;
/** Pairs that are compared at most, when the configuration says nothing: in all cases, and for a record. */
const fewestMostPairs = 1_000_000;
const mostPairsForRecord = 3;

export interface Trained {
  readonly estimate: Estimate;
  readonly background: Background;
  readonly blocks: readonly BlockRule[];
  readonly blockRecall: number;
}

interface Sample {
  readonly sides: Sides;
  /** Pairs of the whole for one pair of the sample. */
  readonly scale: number;
  readonly records: number;
  readonly rows: { readonly left: number; readonly right: number };
  readonly keys: readonly BlockKey[];
}

/** Records of each side with their keys as numbers, so that many rules can be tried quickly. */
async function sampleOf(
  session: LinkageSession,
  { sides, records }: Prepared,
  config: LinkageConfig,
): Promise<Sample> {
  const keys = blockKeys(config.compare);
  const { seed } = config;
  const draw = async (table: string, of: number, by: number): Promise<number> => {
    await session.run(sampleStatement(table, keys, { share: sampleRows / of, seed: by }));
    const [drawn] = await session.rows<{ rows: number }>(
      `select count(*)::integer as rows from ${table}_sample`,
    );
    return drawn?.rows ?? 0;
  };
  const left = await draw(sides.left, records.left, seed);
  const rows = { left, right: sides.same ? left : await draw(sides.right, records.right, seed + 1) };
  const scale = (records.left / rows.left) * (records.right / rows.right);
  return {
    sides: { left: `${sides.left}_sample`, right: `${sides.right}_sample`, same: sides.same },
    scale,
    records: sides.same ? rows.left : rows.left + rows.right,
    rows,
    keys: sampledKeys(keys),
  };
}

/** What is too broad to be chosen for the whole need not be looked at in the sample. */
const mostPilotPairs = (records: number, reach: number): number =>
  Math.max(fewPairs, Math.min(pilotPairsForRecord * records, 2 * reach));

async function countOf(
  session: LinkageSession,
  { sides, most = Infinity }: { readonly sides: Sides; readonly most?: number },
  rule: BlockRule,
): Promise<Counted> {
  const text = rule.find(({ sql }) => !sql);
  const statement = text
    ? `select count(*)::double as pairs from link_w${text.at} w join ${sides.left} l on l.n = w.a join ${sides.right} r on r.n = w.b where w.k <= ${nearest}`
    : countRule(sides, rule, most <= fewCounted);
  const [found] = await session.rows<{ pairs: number }>(statement);
  return { rule, pairs: found?.pairs ?? 0 };
}

/** Single keys, and two of different comparisons together, with the pairs that they make in the sample. */
async function countRules(
  session: LinkageSession,
  { sides, records, keys }: Sample,
  reach: number,
): Promise<Counted[]> {
  const counted: Counted[] = [];
  for (const key of keys) counted.push(await countOf(session, { sides }, [key]));
  const few = mostPilotPairs(records, reach);
  const broad = counted.filter(({ rule, pairs }) => pairs > few / 20 && rule[0]?.sql);
  for (const [
    at,
    {
      rule: [one],
      pairs,
    },
  ] of broad.entries())
    for (const {
      rule: [other],
      pairs: others,
    } of broad.slice(at + 1))
      if (one && other && one.at !== other.at)
        counted.push(await countOf(session, { sides, most: Math.min(pairs, others) }, [one, other]));
  return counted.filter(({ pairs }) => pairs > 0);
}

/**
 * The broadest rules that are cheap enough to look at every pair they make, singles before pairs, and always free text,
 * which brings few to each record; where there is none, the cheapest.
 */
function pilotRules(counted: readonly Counted[], most: number): BlockRule[] {
  const cheap = counted.filter(({ rule, pairs }) => pairs <= most || rule.some(({ sql }) => !sql));
  const order = (length: number) =>
    cheap.filter(({ rule }) => rule.length === length).toSorted((x, y) => y.pairs - x.pairs);
  const broad = [...order(1), ...order(2)].slice(0, mostPilotRules);
  const least = counted.toSorted((x, y) => x.pairs - y.pairs).slice(0, 3);
  return (broad.length > 0 ? broad : least).map(({ rule }) => rule);
}

async function pilot(
  session: LinkageSession,
  config: LinkageConfig,
  sample: Sample,
  rules: readonly BlockRule[],
) {
  if (rules.length === 0) return [];
  const pairs = compareAll(config.compare, sample.sides, rules, sample.keys);
  return session.rows<Looked>(
    `select code, bits, count(*)::integer as count from (${pairs}) group by code, bits order by code, bits`,
  );
}

const patternsOf = (rows: readonly Looked[], radices: readonly number[]): Pattern[] => {
  const counts = new Map<bigint, number>();
  for (const { code, count } of rows) counts.set(BigInt(code), (counts.get(BigInt(code)) ?? 0) + count);
  return [...counts].map(([code, count]) => ({ digits: digitsOf(code, radices), count }));
};

async function equalShares(
  session: LinkageSession,
  config: LinkageConfig,
  same: boolean,
): Promise<(number | undefined)[]> {
  const shares: (number | undefined)[] = [];
  for (const [at, { as }] of config.compare.entries()) {
    if (as === 'words') {
      shares.push(undefined);
      continue;
    }
    const share = same
      ? 'sum(l::double * (l - 1)) / nullif(sum(l)::double * (sum(l) - 1), 0)'
      : 'sum(l::double * r) / nullif(sum(l)::double * sum(r), 0)';
    const [found] = await session.rows<{ share: number | null }>(`select ${share} as share from link_v${at}`);
    shares.push(found?.share ?? undefined);
  }
  return shares;
}

/** What agrees by chance: equal values are counted in the whole of the data, pairs are drawn from the sample. */
async function readBackground(
  session: LinkageSession,
  config: LinkageConfig,
  { totalPairs }: Prepared,
  { sides, rows }: Sample,
): Promise<Background> {
  const radices = radicesOf(config.compare);
  const drawn = compareRandom(config.compare, sides, {
    pairs: Math.min(randomPairs, Math.max(30_000, Math.round(totalPairs / 4))),
    seed: config.seed,
    ...rows,
  });
  const random = await session.rows<Looked>(
    `select code, count(*)::integer as count from (${drawn}) group by code order by code`,
  );
  return {
    totalPairs,
    random: patternsOf(random, radices),
    equal: await equalShares(session, config, sides.same),
    radices,
  };
}

/** The same keys of the whole tables. */
const wholeKeys = (rule: BlockRule, keys: readonly BlockKey[]): BlockRule =>
  rule.flatMap(({ label }) => keys.filter((key) => key.label === label));

/** The rules of the configuration, each by whole values. */
const ownRules = (config: LinkageConfig): BlockRule[] =>
  config.blocking.rules.map((names) =>
    names.map((name) => {
      const key = blockKeys(config.compare).find(
        ({ label }) => label === name || label.startsWith(`${name}, nearest`),
      );
      if (!key) throw new Error(`no key of ${name}`);
      return key;
    }),
  );

/** Checked identifiers are always looked for: their layer needs every equal pair. */
const checkedRules = (config: LinkageConfig): BlockRule[] =>
  checkedPlaces(config.compare).map((at) =>
    blockKeys(config.compare).filter((key) => key.label === config.compare[at]?.name),
  );

const withoutRepeats = (rules: readonly BlockRule[]): BlockRule[] => {
  const labels = rules.map((rule) => rule.map(({ label }) => label).join(' & '));
  return rules.filter((_, at) => labels.indexOf(labels[at] ?? '') === at);
};

/** Chooses the rules by which pairs are looked for and estimates the parameters, on a sample when there is much. */
export async function train(
  session: LinkageSession,
  config: LinkageConfig,
  prepared: Prepared,
): Promise<Trained> {
  const radices = radicesOf(config.compare);
  const keys = blockKeys(config.compare);
  const sample = await sampleOf(session, prepared, config);
  const background = await readBackground(session, config, prepared, sample);
  const mostPairs = (records: number): number =>
    config.blocking.maxPairs ?? Math.max(fewestMostPairs, mostPairsForRecord * records);
  const reach = mostPairs(prepared.records.left + prepared.records.right) / sample.scale;
  const counted = await countRules(session, sample, reach);
  const looked = await pilot(
    session,
    config,
    sample,
    pilotRules(counted, mostPilotPairs(sample.records, reach)),
  );
  const sampled = { ...background, totalPairs: background.totalPairs / sample.scale };
  const narrow = counted.filter(
    ({ rule, pairs }) => pairs <= pilotPairsForRecord * sample.records || rule.some(({ sql }) => !sql),
  );
  const sure = looked.filter(({ bits }) =>
    narrow.some(({ rule }) => (BigInt(bits ?? 0) & bitsOf(rule, keys)) === bitsOf(rule, keys)),
  );
  const first = estimate(patternsOf(sure, radices), sampled);
  const choice = chooseRules({ config, prepared, scale: sample.scale, counted, looked, first, mostPairs });
  const chosen = choice.chosen.map((at) => wholeKeys(counted[at]?.rule ?? [], keys));
  const all = withoutRepeats([...checkedRules(config), ...ownRules(config), ...chosen]);
  const everything = all.length === 0 && prepared.totalPairs <= wholePairs;
  const blocks: BlockRule[] = everything ? [[]] : all;
  if (blocks.length === 0)
    throw new LinkageError('linkage.no-block', 'blocking', {
      zh: '数据中没有足够好的分块规则；请增加比较项，或提高 blocking.maxPairs、blocking.pairsPerMatch',
      en: 'no rule finds matches at a bearable price; compare more columns, or raise blocking.maxPairs or blocking.pairsPerMatch',
    });
  return { estimate: first, background, blocks, blockRecall: everything ? 1 : choice.recall };
}
