import { may } from '#kernel/actor';
import type { Context } from '#kernel/context';
import { indicatorPoint } from '#kernel/indicator';
import { notFound, Problem } from '#kernel/problem';
import { sharing, type Sharing } from '#kernel/shared-answer';
import { wallLayerPoint, wallListPoint, type WallAsked, type WallLayer, type WallList } from '#kernel/wall';
import { readMeasureFigures, standingMeasures } from '#platform/sense/indicators';
import type { LayerView, ListView, SceneContent, WallView } from './contract.ts';
import { composed } from './rules.ts';
import { findWall } from './store.ts';
import { figuresIn } from './watched.ts';
import { texts } from './texts.ts';

const mostSpots = 500;

const codes = (all: readonly { readonly code: string }[]) => new Set(all.map(({ code }) => code));

/** The scenes, of what the modules that run contribute and the measures that stand. */
export async function readWall(context: Context): Promise<WallView> {
  const measures = codes(await standingMeasures(context, context.db));
  return composed(await findWall(context.db), {
    figures: new Set([...codes(context.contributions(indicatorPoint)), ...measures]),
    lists: codes(context.contributions(wallListPoint)),
    layers: codes(context.contributions(wallLayerPoint)),
  });
}

type Standing = ListView['standing'];

/** Reads one of them; what the reader may not see, what is not kept and what fails stops no other. */
async function told<T>(
  context: Context,
  {
    code,
    permission,
    looksBack,
    read,
  }: Omit<WallList | WallLayer, 'read' | 'title' | 'path'> & { read: () => Promise<T> },
  { past }: WallAsked,
): Promise<{ standing: Standing; answer?: T }> {
  if (!may(context.actor, permission)) return { standing: 'may-not' };
  if (past && !looksBack) return { standing: 'not-kept' };
  try {
    return { standing: 'told', answer: await read() };
  } catch (error) {
    context.log.error({ err: error, code }, 'a part of the wall could not be read');
    return { standing: 'failed' };
  }
}

async function readList(context: Context, list: WallList, asked: WallAsked): Promise<ListView> {
  const { code, title, path } = list;
  const { standing, answer } = await told(context, { ...list, read: () => list.read(context, asked) }, asked);
  const note = answer?.note === undefined ? {} : { note: answer.note };
  return { code, title, path, standing, total: answer?.total ?? 0, rows: answer?.rows ?? [], ...note };
}

async function readLayer(context: Context, layer: WallLayer, asked: WallAsked): Promise<LayerView> {
  const { code, title, path } = layer;
  const read = () => layer.read(context, { ...asked, most: mostSpots });
  const { standing, answer } = await told(context, { ...layer, read }, asked);
  return { code, title, path, standing, total: answer?.total ?? 0, spots: answer?.spots ?? [] };
}

/** @throws Problem 400 `operations-centre.not-yet` */
function askedFor(context: Context, at: string | undefined): { at: Date; past: boolean } {
  const now = context.clock.now();
  if (at === undefined) return { at: now, past: false };
  const asked = new Date(at);
  if (asked > now) throw new Problem(400, 'operations-centre.not-yet', texts.notYet);
  return { at: asked, past: true };
}

const mostRows = 60;
/** Walls that hear of a change ask in the same second: a reading for one reader begins no more often than this. */
const apartMs = 100;
const shared = new WeakMap<Context['store'], Sharing<SceneContent>>();

/** Walls at which the same reader is in, or nobody, are told the same: rows come by the rights of the reader. */
const readerOf = ({ actor }: Context): string =>
  JSON.stringify({ ...actor, secondFactorAt: undefined, grants: [...actor.grants].toSorted() });

/** What a scene shows that no module contributes as a figure: measures. */
function measuresIn(context: Context, scene: WallView['scenes'][number]): ReadonlySet<string> {
  const contributed = codes(context.contributions(indicatorPoint));
  return new Set(figuresIn(scene).filter((code) => !contributed.has(code)));
}

/**
 * The measures, lists and layers of a scene.
 * @param at a past instant, ISO; now when absent
 * @throws Problem 404 `request.not-found`, 400 `operations-centre.not-yet`
 */
export function readScene(context: Context, code: string, at: string | undefined): Promise<SceneContent> {
  const { store } = context;
  const ask = shared.get(store) ?? sharing<SceneContent>(apartMs);
  shared.set(store, ask);
  return ask(JSON.stringify([code, at, readerOf(context)]), () => readFor(context, code, at));
}

async function readFor(context: Context, code: string, at: string | undefined): Promise<SceneContent> {
  const asked = { ...askedFor(context, at), most: mostRows };
  const scene = (await readWall(context)).scenes.find((each) => each.code === code);
  if (!scene) throw notFound(texts.scene, code);
  const wanted = new Set([...scene.left, ...scene.middle, ...scene.right].flatMap(({ list }) => list ?? []));
  const figures = await readMeasureFigures(context, measuresIn(context, scene), asked.past);
  const lists: ListView[] = [];
  for (const list of context.contributions(wallListPoint))
    if (wanted.has(list.code)) lists.push(await readList(context, list, asked));
  const layers: LayerView[] = [];
  for (const layer of context.contributions(wallLayerPoint))
    if (scene.layers.includes(layer.code)) layers.push(await readLayer(context, layer, asked));
  return { scene: code, at: asked.at.toISOString(), figures, lists, layers };
}
