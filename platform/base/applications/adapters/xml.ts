import type { AdapterSettings } from '../shapes.ts';
import { textOf, Unusable, type RawItem, type SystemAdapter } from './adapter.ts';
import { newestOf } from './json.ts';

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

const character = (code: number): string => {
  const known = code > 0 && code <= 0x10_ff_ff && !(code >= 0xd8_00 && code <= 0xdf_ff);
  return known ? String.fromCodePoint(code) : '\uFFFD';
};

const unescape = (text: string): string =>
  text.replaceAll(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]+);/gi, (whole, name: string) => {
    if (/^#x/i.test(name)) return character(Number.parseInt(name.slice(2), 16));
    if (name.startsWith('#')) return character(Number(name.slice(1)));
    return entities[name] ?? whole;
  });

const content = (inside: string): string => {
  const parts = inside.split(/<!\[CDATA\[([\s\S]*?)\]\]>/);
  return parts
    .map((part, index) => (index % 2 === 1 ? part : unescape(part.replaceAll(/<[^>]*>/g, ''))))
    .join('')
    .trim();
};

const asName = (name: string): string => {
  if (!/^[\p{L}_][\p{L}\p{N}_.:-]*$/u.test(name)) throw new Unusable(`${name} is no name of an element`);
  return name.replaceAll('.', String.raw`\.`);
};

const blocks = (text: string, name: string): string[] => {
  const pattern = new RegExp(`<${asName(name)}(?:\\s[^>]*)?(?:/>|>([\\s\\S]*?)</${asName(name)}\\s*>)`, 'gu');
  return [...text.matchAll(pattern)].map(([, inside = '']) => inside);
};

/**
 * The items of an XML answer under our names: flat elements, as list interfaces of old systems write them. A document type
 * is refused: nothing is expanded here.
 * @throws Unusable when it is no XML, or was cut off
 */
export function readXml(
  text: string,
  { items, fields }: Pick<AdapterSettings, 'items' | 'fields'>,
): RawItem[] {
  const body = text
    .replace(/^\uFEFF/, '')
    .replaceAll(/<!--[\s\S]*?-->/g, '')
    .trim();
  const root = /^(?:<\?xml[^>]*\?>)?\s*<([^\s/>!?]+)/.exec(body)?.[1];
  if (root === undefined || /<!(DOCTYPE|ENTITY)/i.test(body)) throw new Unusable('is not XML');
  if (!new RegExp(`(</${asName(root)}\\s*>|/>)$`, 'u').test(body)) throw new Unusable('was cut off');
  return blocks(body, items).map((inside) => {
    const entries = Object.entries(fields).flatMap(([ours, theirs]) => {
      const [found] = blocks(inside, theirs);
      return found === undefined ? [] : [[ours, content(found)] as const];
    });
    return Object.fromEntries(entries) as RawItem;
  });
}

export const xmlAdapter: SystemAdapter = {
  kind: 'xml',
  title: { zh: 'XML 列表', en: 'XML list' },
  pull: async (channel, settings, cursor) => {
    const { cursor: parameter, encoding } = settings;
    const answer = await channel.ask(
      parameter !== undefined && cursor !== null ? { [parameter]: cursor } : {},
    );
    const said = /^<\?xml[^>]*encoding=["']([\w-]+)["']/i.exec(
      answer.body.subarray(0, 200).toString('latin1'),
    )?.[1];
    const items = readXml(textOf(answer, encoding ?? said ?? 'utf-8'), settings);
    if (parameter === undefined) return { items, cursor: null, more: false, whole: true };
    return { items, cursor: newestOf(items, cursor), more: false, whole: false };
  },
};
