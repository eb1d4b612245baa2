import { z } from 'zod';
import type { Context } from '#kernel/context';
import type { Answer } from '#kernel/operation';
import { notFound, Problem } from '#kernel/problem';
import type { Text } from '#kernel/texts';
import { isoInstant, parseDay, startOf } from '#engines/working-days';
import { organisationNames } from '#platform/base/organisations';
import { inventedOrganisations } from '#platform/sense/indicators';
import { texts } from '../texts.ts';
import { nowOf } from '../warnings/warning.ts';
import type { RiskCase, RiskCaseFound, RiskKind, riskOperations } from './contract.ts';
import { kindTitle } from './kind-title.ts';
import { leastClosed } from './learn.ts';
import { findCurves, findRisk, listKinds, listRisks, type KeptCurve, type SeenRisk } from './risk-store.ts';

const DAY_MS = 86_400_000;
const Cursor = z.tuple([z.number(), z.string().max(64)]);

const writeCursor = ({ chance, task }: SeenRisk): string =>
  Buffer.from(JSON.stringify([chance ?? -1, task])).toString('base64url');

/** @throws Problem 400 `decision-support.cursor-unreadable` */
function readCursor(text: string): { chance: number; task: string } {
  try {
    const [chance, task] = Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
    return { chance, task };
  } catch {
    throw new Problem(400, 'decision-support.cursor-unreadable', texts.riskPage);
  }
}

/** What owners are called; where a case is invented its owner bears an invented name. */
async function ownerTitles(context: Context, rows: readonly SeenRisk[]): Promise<(row: SeenRisk) => Text> {
  const codes = [...new Set(rows.map(({ owner }) => owner))];
  const names = await organisationNames(context.db, codes);
  const invented = rows.some(({ simulated }) => simulated)
    ? await inventedOrganisations(context, codes)
    : names;
  return ({ owner, simulated }) => (simulated ? invented : names).get(owner) ?? { zh: owner, en: owner };
}

function caseOf(context: Context, row: SeenRisk, ownerTitle: Text): RiskCase {
  const { titleZh, titleEn, opensTask, age, until, ...own } = row;
  const known = row.refused === null;
  return {
    ...own,
    kindTitle: kindTitle(context, row.kind),
    title: titleZh === null ? null : { zh: titleZh, en: titleEn ?? titleZh },
    taskPath: opensTask ? `/tasks?open=${encodeURIComponent(row.task)}` : null,
    ownerTitle,
    age: known ? age : null,
    until: known ? until : null,
  };
}

type Asked = z.infer<NonNullable<(typeof riskOperations)['riskCases']['query']>>;

/** Open cases by how likely they are to be late, as far as the reader sees them. */
export async function casesOf(
  context: Context,
  { kind, owner, level, after, limit, ...due }: Asked,
): Promise<Answer<typeof riskOperations.riskCases>> {
  const from = due['due.from'];
  const to = due['due.to'];
  const asked = {
    kind,
    owner,
    level,
    dueFrom: from === undefined ? undefined : isoInstant(startOf(parseDay(from))),
    dueBefore: to === undefined ? undefined : isoInstant(startOf(parseDay(to)) + DAY_MS),
    now: nowOf(context),
  };
  const rows = await listRisks(context, asked, {
    after: after === undefined ? undefined : readCursor(after),
    limit: limit + 1,
  });
  const shown = rows.slice(0, limit);
  const titleOf = await ownerTitles(context, shown);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => caseOf(context, row, titleOf(row))),
    next: rows.length > limit && last ? writeCursor(last) : null,
  };
}

const pointsOf = ({ points }: KeptCurve): [number, number][] => points.map(([time, share]) => [time, share]);

/** One case with the curves by which it is judged. @throws Problem 404 */
export async function caseFound(context: Context, task: string): Promise<RiskCaseFound> {
  const row = await findRisk(context, task, nowOf(context));
  if (!row) throw notFound(texts.riskCase, task);
  const titleOf = await ownerTitles(context, [row]);
  const curves = await findCurves(context.db, row, row.owner);
  const part = (owner: string) => curves.find((curve) => curve.owner === owner);
  const [whole, own] = [part(''), part(row.owner)];
  return {
    case: caseOf(context, row, titleOf(row)),
    whole: whole ? { count: whole.count, closed: whole.closed, points: pointsOf(whole) } : null,
    own: own ? { count: own.count, closed: own.closed, apart: own.apart, points: pointsOf(own) } : null,
  };
}

/** What is foretold of which kinds, and how good that has been. */
export async function kindsOf(context: Context): Promise<RiskKind[]> {
  const rows = await listKinds(context.db);
  return rows.map((row) => ({
    ...row,
    tenths: [...row.tenths],
    kindTitle: kindTitle(context, row.kind),
    enough: row.closed >= leastClosed,
  }));
}
