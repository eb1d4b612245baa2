import { may } from '#kernel/actor';
import type { Context } from '#kernel/context';
import {
  maskValue,
  noteKeys,
  planOf,
  recordRegistry,
  searchRecords,
  type RecordPlan,
} from '#kernel/record-server';
import { searchablePoint, type Searchable } from '#kernel/searchable';
import type { Hit } from './contract.ts';
import { readablePlans } from './kinds.ts';
import { score } from './rank.ts';
import { findLoosely, findStrictly, type Found } from './store.ts';
import { folded } from '#engines/likeness';
import { indexed, loosely, strictly } from './terms.ts';

export interface Asked {
  readonly q: string;
  readonly kinds?: readonly string[] | undefined;
  readonly audience: 'console' | 'portal';
  readonly limit: number;
}

const wants = (asked: Asked, kind: string): boolean => !asked.kinds || asked.kinds.includes(kind);

/** The label as this reader sees it. */
function shapeFound(plan: RecordPlan, found: Found, points: number): Hit {
  const { field, personal } = plan.field(plan.record.label);
  const shown = personal ? String(maskValue(found.label, field.mask) ?? found.key) : found.label;
  return {
    kind: found.kind,
    title: plan.record.title,
    key: found.key,
    label: { zh: shown, en: personal ? shown : (found.labelEn ?? shown) },
    path: null,
    score: points,
    simulated: found.simulated,
  };
}

/** The best of each row, the best first; of equals the shorter, then by key, so that the order stays. */
function ranked(hits: readonly Hit[], limit: number): Hit[] {
  const best = new Map<string, Hit>();
  for (const hit of hits) {
    const id = `${hit.kind} ${hit.key}`;
    if (hit.score > (best.get(id)?.score ?? 0)) best.set(id, hit);
  }
  return [...best.values()]
    .toSorted(
      (one, other) =>
        other.score - one.score ||
        one.label.zh.length - other.label.zh.length ||
        (one.key < other.key ? -1 : 1),
    )
    .slice(0, limit);
}

const shapeAll = (plans: readonly RecordPlan[], found: readonly Found[], q: string): Hit[] =>
  found.flatMap((each) => {
    const plan = plans.find(({ record }) => record.id === each.kind);
    const points = score(q, each);
    return plan && points > 0 ? [shapeFound(plan, each, points)] : [];
  });

/** Things that are few enough to be looked through as they stand, each kind's own rights applied by its module. */
async function findLive(context: Context, asked: Asked): Promise<Hit[]> {
  const kinds = context
    .contributions(searchablePoint)
    .filter((each) => each.audience === asked.audience && wants(asked, each.kind));
  const found = await Promise.all(
    kinds
      .filter(({ permission }) => may(context.actor, permission))
      .map((kind) => lookThrough(context, kind, asked.q)),
  );
  return found.flat();
}

async function lookThrough(context: Context, kind: Searchable, q: string): Promise<Hit[]> {
  const items = await kind.visible(context);
  return items.flatMap((item) => {
    const texts = [item.label.zh, item.label.en, ...(item.words ?? [])];
    const points = Math.max(...texts.map((text) => score(q, indexed(kind.kind, text))));
    if (points === 0) return [];
    const { key, label, path, simulated = false } = item;
    return [{ kind: kind.kind, title: kind.title, key, label, path, score: points, simulated }];
  });
}

/** What begins with a number or code: identity numbers, credit codes, keys; as the records themselves look for it. */
async function findByCode(context: Context, asked: Asked): Promise<Hit[]> {
  if (!/\d/.test(asked.q) || asked.q.trim().length < 3) return [];
  const registry = recordRegistry(context.modules);
  const hits = await searchRecords(context, asked.q.trim(), 5);
  return hits.flatMap(({ record, key, label, simulated }) => {
    const mounted = registry.get(record);
    if (!mounted || !wants(asked, record)) return [];
    const { title } = planOf(mounted.record).record;
    return [{ kind: record, title, key, label: { zh: label, en: label }, path: null, score: 75, simulated }];
  });
}

/** One entry in the ledger for each kind of which personal data was shown. */
async function noteHits(context: Context, plans: readonly RecordPlan[], hits: readonly Hit[]): Promise<void> {
  for (const plan of plans) {
    const keys = hits.filter(({ kind }) => kind === plan.record.id).map(({ key }) => key);
    if (keys.length > 0) await noteKeys(plan, context, { operation: 'search', keys });
  }
}

/**
 * What a person looks for, over everything that the modules have and this person may see: by words, pinyin (full, also
 * of surnames that are read in their own way) and initials; when nothing fits, what sounds or is written like it.
 */
export async function find(context: Context, asked: Asked): Promise<{ items: Hit[]; guessed: boolean }> {
  const plain = folded(asked.q);
  if (plain === '') return { items: [], guessed: false };
  const plans =
    asked.audience === 'console'
      ? readablePlans(context).filter(({ record }) => wants(asked, record.id))
      : [];
  const wanted = strictly(asked.q);
  const found = await findStrictly(context, plans, { folded: plain, wanted });
  const byCode = asked.audience === 'console' ? await findByCode(context, asked) : [];
  const live = await findLive(context, asked);
  const strict = ranked(
    [...shapeAll(plans, found, asked.q), ...byCode, ...live.filter((hit) => hit.score > 20)],
    asked.limit,
  );
  if (strict.length > 0) {
    await noteHits(
      context,
      plans,
      strict.filter((hit) => !byCode.includes(hit)),
    );
    return { items: strict, guessed: false };
  }
  const near = await findLoosely(context, plans, loosely(asked.q));
  const items = ranked([...shapeAll(plans, near, asked.q), ...live], asked.limit);
  await noteHits(context, plans, items);
  return { items, guessed: items.length > 0 };
}
