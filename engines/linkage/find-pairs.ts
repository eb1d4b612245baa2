import {
  compareFound,
  dropKeys,
  findStatement,
  keyStatements,
  openSides,
  settleStatement,
} from './compile-find.ts';
import { compareRules, type BlockRule, type Sides } from './compile-pairs.ts';
import type { LinkageConfig } from './config.ts';
import { LinkageError } from './linkage-error.ts';
import { digitsOf, radicesOf, type Pattern } from './pattern.ts';
import type { Prepared } from './prepare.ts';
import type { LinkageSession } from './session.ts';
import { canSettle, isCheckedRule } from './settle.ts';

export interface CodedPattern extends Pattern {
  readonly code: bigint;
}

/** Is a pair that agrees in this way settled by its checked identifier? */
export type Settles = (pattern: CodedPattern) => boolean;

export interface Found {
  /** Ways to agree, each with its number of compared pairs. */
  readonly patterns: CodedPattern[];
  /** Codes of those that were settled. */
  readonly settled: readonly string[];
}

async function readPatterns(session: LinkageSession, config: LinkageConfig): Promise<CodedPattern[]> {
  const radices = radicesOf(config.compare);
  const rows = await session.rows<{ code: number | bigint; count: number }>(
    'select code, count(*)::integer as count from link_pairs group by code order by code',
  );
  return rows.map(({ code, count }) => ({ code: BigInt(code), digits: digitsOf(code, radices), count }));
}

async function runAll(session: LinkageSession, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await session.run(statement);
}

/** Equal checked identifiers first: what they settle is looked for no further. */
async function settle(
  session: LinkageSession,
  config: LinkageConfig,
  { sides, bring }: Prepared,
  {
    rules,
    others,
    settles,
  }: {
    readonly rules: readonly BlockRule[];
    readonly others: readonly BlockRule[];
    readonly settles: Settles;
  },
): Promise<readonly string[]> {
  await bring?.(rules, sides.right);
  await runAll(
    session,
    compareRules(config.compare, sides, rules).map((each) => `insert into link_pairs ${each}`),
  );
  const settled = (await readPatterns(session, config)).filter(settles).map(({ code }) => String(code));
  await session.run(settleStatement(config.compare, sides), [settled]);
  if (others.length > 0) await bring?.(others, openSides(sides).right);
  return settled;
}

/** @throws LinkageError `linkage.too-many-pairs` when far more have been found than are allowed */
async function requireFew(session: LinkageSession, most: number): Promise<void> {
  const [found] = await session.rows<{ pairs: number }>('select count(*)::double as pairs from link_found');
  if ((found?.pairs ?? 0) <= 2 * most) return;
  throw new LinkageError('linkage.too-many-pairs', 'blocking.maxPairs', {
    zh: `要比较的记录对超过了 blocking.maxPairs（${most}）的两倍，已停止`,
    en: `there are more than twice as many pairs to compare as blocking.maxPairs allows (${most}); stopped`,
  });
}

/** The pairs of the rules among some records into `link_found`, by narrow tables of keys; then each is compared once. */
async function findAndCompare(
  session: LinkageSession,
  config: LinkageConfig,
  { sides, among }: { readonly sides: Sides; readonly among: Sides },
  rules: readonly BlockRule[],
): Promise<void> {
  const keys = rules
    .flat()
    .filter(({ label }, at, all) => all.findIndex((each) => each.label === label) === at);
  const most = config.blocking.maxPairs;
  await runAll(session, keyStatements(among, keys));
  await session.run('create or replace table link_found (a integer, b integer)');
  for (const rule of rules) {
    await session.run(`insert into link_found ${findStatement(config.compare, sides.same, rule, keys)}`);
    if (most !== undefined) await requireFew(session, most);
  }
  await runAll(session, dropKeys(sides));
  await session.run(`insert into link_pairs ${compareFound(config.compare, sides)}`);
  await session.run('drop table link_found');
}

/**
 * Finds and compares the pairs of all rules into `link_pairs`. Where both sides hold everybody once, pairs that a
 * checked identifier settles are taken out first, and the other rules look among the rest.
 */
export async function findPairs(
  session: LinkageSession,
  config: LinkageConfig,
  prepared: Prepared,
  { blocks, settles }: { readonly blocks: readonly BlockRule[]; readonly settles: Settles },
): Promise<Found> {
  const { sides } = prepared;
  await session.run(
    'create or replace table link_pairs (a integer, b integer, code bigint, adjustment float)',
  );
  const checked = blocks.filter((rule) => isCheckedRule(config.compare, rule));
  if (checked.length === 0 || !canSettle(config, sides.same)) {
    await prepared.bring?.(blocks, sides.right);
    await findAndCompare(session, config, { sides, among: sides }, blocks);
    return { patterns: await readPatterns(session, config), settled: [] };
  }
  const others = blocks.filter((rule) => !checked.includes(rule));
  const settled = await settle(session, config, prepared, { rules: checked, others, settles });
  if (others.length > 0) await findAndCompare(session, config, { sides, among: openSides(sides) }, others);
  return { patterns: await readPatterns(session, config), settled };
}
