import type { AdapterSettings } from '../shapes.ts';
import { textOf, Unusable, type RawItem, type SystemAdapter } from './adapter.ts';

const at = (value: unknown, path: string): unknown => {
  let here = value;
  for (const name of path.split('.').filter(Boolean))
    here = typeof here === 'object' && here !== null ? (here as Record<string, unknown>)[name] : undefined;
  return here;
};

const asText = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;

/** The items of a JSON answer under our names. @throws Unusable when there is no list where it should be */
export function readJson(text: string, { items, fields }: Pick<AdapterSettings, 'items' | 'fields'>) {
  let whole: unknown;
  try {
    whole = JSON.parse(text);
  } catch (error) {
    throw new Unusable('is not JSON', { cause: error });
  }
  const list = at(whole, items);
  if (!Array.isArray(list)) throw new Unusable(`has no list at ${items || 'its root'}`);
  const read = list.map((item: unknown): RawItem => {
    const entries = Object.entries(fields).map(([ours, theirs]) => [ours, asText(at(item, theirs))]);
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as RawItem;
  });
  return { whole, items: read };
}

/** The newest change in the system's own writing, which is where it is asked from next. */
export const newestOf = (items: readonly RawItem[], cursor: string | null): string | null => {
  const newest =
    items
      .map(({ changedAt = '' }) => changedAt)
      .toSorted()
      .at(-1) ?? '';
  return newest === '' ? cursor : newest;
};

export const jsonAdapter: SystemAdapter = {
  kind: 'json',
  title: { zh: 'JSON 列表', en: 'JSON list' },
  pull: async (channel, settings, cursor) => {
    const { cursor: parameter, next: nextPath, encoding = 'utf-8' } = settings;
    const answer = await channel.ask(
      parameter !== undefined && cursor !== null ? { [parameter]: cursor } : {},
    );
    const { whole, items } = readJson(textOf(answer, encoding), settings);
    if (parameter === undefined) return { items, cursor: null, more: false, whole: true };
    const next = nextPath === undefined ? newestOf(items, cursor) : (asText(at(whole, nextPath)) ?? cursor);
    return {
      items,
      cursor: next,
      more: nextPath !== undefined && next !== cursor && items.length > 0,
      whole: false,
    };
  },
};
