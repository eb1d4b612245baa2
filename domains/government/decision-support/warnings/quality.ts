import { randomUUID } from 'node:crypto';
import { scopeOf } from '#kernel/actor';
import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import { notFound, Problem } from '#kernel/problem';
import { readRow, readRowEver, writeRows } from '#kernel/record-server';
import { fill } from '#kernel/texts';
import { periodName, readPeriod } from '#platform/sense/indicators';
import type { RuleQuality } from '../contract.ts';
import { Miss, Rule } from '../records.ts';
import { newestOver, watchesMeasure, type KnownRule } from '../rules/rows.ts';
import type { Place } from '../shapes.ts';
import { rank } from '../judging/detectors.ts';
import {
  countMisses,
  countUnwarned,
  findSeen,
  listAllRules,
  listQuality,
  listQualityByLevel,
  type LevelQuality,
  type Quality,
} from '../store.ts';
import { texts } from '../texts.ts';
import { readWatched } from './judged-lines.ts';

const share = (part: number, rest: number): number | null =>
  part + rest === 0 ? null : part / (part + rest);

const nothing: Omit<Quality, 'rule'> = {
  raised: 0,
  standing: 0,
  acknowledged: 0,
  right: 0,
  wrong: 0,
  dataErrors: 0,
  withdrawn: 0,
  leadDays: null,
  hoursToAcknowledge: null,
  hoursToClose: null,
  simulated: false,
};

/** The highest level first. */
const levelsOf = (counted: readonly LevelQuality[]): RuleQuality['byLevel'] =>
  counted
    .toSorted((one, other) => rank(other.level) - rank(one.level))
    .map(({ level, raised, right, wrong }) => ({
      level,
      raised,
      right,
      wrong,
      precision: share(right, wrong),
    }));

/** How good warnings were, by rule, as far as the reader sees them; rules that have raised nothing among them. */
export async function qualityOf(context: Context): Promise<RuleQuality[]> {
  const { db } = context;
  const counted = new Map((await listQuality(context, db)).map((each) => [each.rule, each]));
  const missed = new Map([...(await countMisses(context, db)), ...(await countUnwarned(context, db))]);
  const byLevel = Map.groupBy(await listQualityByLevel(context, db), ({ rule }) => rule);
  const inForce = new Set(await listAllRules(db));
  const codes = [...new Set([...inForce, ...counted.keys(), ...missed.keys()])].toSorted();
  const items: RuleQuality[] = [];
  for (const code of codes) {
    const row = await readRowEver(context, db, Rule, code);
    items.push({
      ...itemOf(counted.get(code) ?? { ...nothing, rule: code }, missed.get(code) ?? 0, row),
      inForce: inForce.has(code),
      byLevel: levelsOf(byLevel.get(code) ?? []),
    });
  }
  return items;
}

function itemOf(
  { acknowledged: _acknowledged, ...own }: Quality,
  missed: number,
  rule: KnownRule | undefined,
): Omit<RuleQuality, 'inForce' | 'byLevel'> {
  return {
    ...own,
    title: { zh: rule?.titleZh ?? own.rule, en: rule?.titleEn ?? own.rule },
    missed,
    precision: share(own.right, own.wrong),
    recall: share(own.right, missed),
    simulated: own.simulated || rule?.meta.simulated === true,
  };
}

interface Marked {
  readonly period: string;
  readonly where: Place;
  readonly what: string;
}

function periodOf(context: Context, { grain }: KnownRule, period: string): string {
  const read = readPeriod(period);
  const newest = newestOver(context, grain);
  if (read?.grain !== grain)
    throw new Problem(
      422,
      'decision-support.unknown-period',
      fill(texts.unknownPeriod, { period, example: periodName(newest, grain) }),
    );
  if (read.start > newest || read.start > dayOf(context))
    throw new Problem(422, 'decision-support.not-over', fill(texts.notOver, { period }));
  return read.start;
}

/**
 * Something happened of which the rule said nothing.
 * @throws Problem 404, 403 `decision-support.not-owner`, 422 `.unknown-period`, `.not-over`, `.unknown-place`, 409 `.seen`
 */
export async function markMiss(context: Context, code: string, marked: Marked): Promise<string> {
  const rule = await readRow(context, context.db, Rule, code);
  if (!rule) throw notFound(texts.rule, code);
  const { actor } = context;
  if (scopeOf(actor, 'decision-support:work') !== 'city' && actor.organisation !== rule.owner)
    throw new Problem(403, 'decision-support.not-owner', texts.notOwner);
  if (!watchesMeasure(rule)) throw new Problem(409, 'decision-support.of-cases', texts.ofCases);
  const start = periodOf(context, rule, marked.period);
  const { measure, grain, by, place, detector } = rule;
  const { simulated } = rule.meta;
  const watched = { measure, grain, by: by ?? undefined, where: place, detector, simulated };
  const read = await readWatched(context, context.db, watched);
  const wanted = { ...place, ...marked.where };
  const line = read?.lines.find(
    (each) =>
      Object.keys(each.place).length === Object.keys(wanted).length &&
      Object.entries(each.place).every(([name, value]) => wanted[name] === value),
  );
  if (!line) throw new Problem(422, 'decision-support.unknown-place', texts.unknownPlace);
  const id = randomUUID();
  await context.transaction(async (tx) => {
    const warning = await findSeen(tx, { rule: code, placeKey: line.key, start });
    if (warning !== undefined)
      throw new Problem(409, 'decision-support.seen', fill(texts.seen, { period: marked.period, warning }), {
        warning,
      });
    const row = {
      id,
      rule: code,
      measure,
      period: marked.period,
      start,
      place: line.place,
      placeKey: line.key,
      placeZh: line.title.zh,
      placeEn: line.title.en,
      what: marked.what,
      owner: rule.owner,
      markedBy: actor.id,
      markedAt: context.clock.now().toISOString(),
    };
    const how = { source: 'console', simulated, basis: 'decision-support:work' };
    await writeRows(context, tx, Miss, [row], how);
  });
  return id;
}
