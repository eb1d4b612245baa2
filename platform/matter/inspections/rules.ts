import { z } from 'zod';
import { ItemValue, PhotoValue, type Checklist, type ChecklistItem, type Pools } from './shapes.ts';
import type { Edit, FieldState, Json } from './sync.ts';

/** SHA-256 of a text, hex; the same in browser and server. */
export async function sha256(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

const order = (one: string, other: string): number => Number(one > other) - Number(one < other);

/** Digest of the pools of a draw: their names in order, so that nobody changes them afterwards. */
export const poolsDigest = ({ objects, inspectors, conflicts, wanted, team }: Pools): Promise<string> =>
  sha256(
    JSON.stringify([
      objects.toSorted(order),
      inspectors.toSorted(order),
      conflicts.map((each) => each.join('\n')).toSorted(order),
      wanted,
      team,
    ]),
  );

/** Neither whoever sealed (the word comes later) nor the witness (the secret is sealed) can choose it alone. */
export const seedOf = (secret: string, digest: string, word: string): Promise<string> =>
  sha256(`${secret}:${digest}:${word}`);

export interface Drawn {
  readonly object: string;
  readonly inspectors: readonly string[];
  /** Who came for whom later; `inspectors` stays as it was drawn. */
  readonly replaced?: readonly Replaced[];
}

export interface Replaced {
  readonly at: string;
  readonly gone: readonly string[];
  readonly came: readonly string[];
}

async function ranked(seed: string, kind: string, names: readonly string[]): Promise<string[]> {
  const keyed = await Promise.all(
    names.map(async (name) => ({ name, rank: await sha256(`${seed}:${kind}:${name}`) })),
  );
  return keyed.toSorted((one, other) => order(one.rank, other.rank)).map(({ name }) => name);
}

/** Inspectors who may go to an object: those without a conflict of interest (回避). */
export const free = ({ inspectors, conflicts }: Pools, object: string): string[] =>
  inspectors.filter((inspector) => !conflicts.some(([who, what]) => who === inspector && what === object));

/**
 * 双随机: objects by the rank of their hash, and to each a team of inspectors without conflict, those with fewer visits
 * first and then by the rank of theirs. Whoever has seed and pools gets the same.
 */
export async function draw(seed: string, pools: Pools): Promise<Drawn[]> {
  const objects = (await ranked(seed, 'object', pools.objects)).slice(0, pools.wanted);
  const load = new Map(pools.inspectors.map((inspector) => [inspector, 0]));
  const drawn: Drawn[] = [];
  for (const object of objects) {
    const candidates = await ranked(seed, `inspector:${object}`, free(pools, object));
    const byLoad = candidates.toSorted((one, other) => (load.get(one) ?? 0) - (load.get(other) ?? 0));
    const inspectors = byLoad.slice(0, pools.team);
    for (const inspector of inspectors) load.set(inspector, (load.get(inspector) ?? 0) + 1);
    drawn.push({ object, inspectors });
  }
  return drawn;
}

/** Who takes the places of those who are gone, by the seed of the draw: nobody chooses them, and anybody can repeat it. */
export const drawReplacements = async (
  seed: string,
  {
    object,
    gone,
    candidates,
  }: { readonly object: string; readonly gone: readonly string[]; readonly candidates: readonly string[] },
): Promise<string[]> =>
  (await ranked(seed, `replacement:${object}:${gone.join(',')}`, candidates)).slice(0, gone.length);

const shapeOf = (field: string): z.ZodType => {
  if (field.startsWith('item.')) return ItemValue;
  if (field.startsWith('photo.')) return PhotoValue.nullable();
  return field === 'done' ? z.boolean() : z.string().max(2000);
};

/** Why an edit does not fit the checklist; undefined when it does. */
export function editProblem(checklist: Checklist, { field, value }: Edit): string | undefined {
  const [kind, name] = field.split('.');
  if (kind === 'item' && !checklist.items.some(({ id }) => id === name)) return 'inspections.no-item';
  return shapeOf(field).safeParse(value).success ? undefined : 'inspections.wrong-value';
}

export interface Score {
  /** 0–100: points kept of points asked, whole. */
  readonly score: number;
  /** An item that is severe by itself is broken. */
  readonly critical: boolean;
  readonly wrong: readonly (ChecklistItem & { readonly note: string | null })[];
}

export interface Reckoned extends Score {
  /** Items without an answer. */
  readonly missing: readonly string[];
  /** Fields on which two phones disagree. */
  readonly conflicts: readonly string[];
  readonly done: boolean;
  /** Digests of the photos that belong to it. */
  readonly photos: readonly { readonly sha256: string; readonly item: string }[];
}

const markOf = (value: Json | undefined) => ItemValue.safeParse(value).data;

const share = (items: readonly ChecklistItem[], asked: readonly ChecklistItem[]): number => {
  const sum = (of: readonly ChecklistItem[]) => of.reduce((all, { points }) => all + points, 0);
  return asked.length === 0 ? 100 : Math.round((100 * sum(items)) / sum(asked));
};

/** What a record comes to. Items that do not apply count neither way. */
export function reckon({ items }: Checklist, fields: ReadonlyMap<string, FieldState>): Reckoned {
  const marked = items.map((item) => ({ item, said: markOf(fields.get(`item.${item.id}`)?.value) }));
  const of = (mark: string) => marked.filter(({ said }) => said?.mark === mark);
  const ok = of('ok').map(({ item }) => item);
  const wrong = of('wrong').map(({ item, said }) => ({ ...item, note: said?.note ?? null }));
  const photos = [...fields].flatMap(([name, { value }]) => {
    const photo = name.startsWith('photo.') ? PhotoValue.safeParse(value).data : undefined;
    return photo ? [{ sha256: name.slice('photo.'.length), item: photo.item }] : [];
  });
  return {
    score: share(ok, [...ok, ...wrong]),
    critical: wrong.some(({ critical }) => critical),
    wrong,
    missing: marked.filter(({ said }) => !said).map(({ item }) => item.id),
    conflicts: [...fields].filter(([, { conflict }]) => conflict).map(([name]) => name),
    done: fields.get('done')?.value === true,
    photos,
  };
}
