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

/** Parts before, in and after what stands between two marks, by turns; an opening without its end is no mark. One pass. */
function partsOf(text: string, open: string, close: string): string[] {
  const parts: string[] = [];
  for (let from = 0; ;) {
    const begins = text.indexOf(open, from);
    const ends = begins < 0 ? -1 : text.indexOf(close, begins + open.length);
    if (ends < 0) return [...parts, text.slice(from)];
    parts.push(text.slice(from, begins), text.slice(begins + open.length, ends));
    from = ends + close.length;
  }
}

const outside = (text: string, open: string, close: string): string =>
  partsOf(text, open, close)
    .filter((_part, index) => index % 2 === 0)
    .join('');

const content = (inside: string): string =>
  partsOf(inside, '<![CDATA[', ']]>')
    .map((part, index) => (index % 2 === 1 ? part : unescape(outside(part, '<', '>'))))
    .join('')
    .trim();

const asName = (name: string): string => {
  if (!/^[\p{L}_][\p{L}\p{N}_.:-]*$/u.test(name)) throw new Unusable(`${name} is no name of an element`);
  return name.replaceAll('.', String.raw`\.`);
};

const endsTag = /\s*>/y;

/** Where the end of an element begins and ends, from a place on. */
function endOf(
  text: string,
  name: string,
  from: number,
): { readonly begins: number; readonly ends: number } | undefined {
  for (
    let begins = text.indexOf(`</${name}`, from);
    begins >= 0;
    begins = text.indexOf(`</${name}`, begins + 2)
  ) {
    endsTag.lastIndex = begins + name.length + 2;
    if (endsTag.test(text)) return { begins, ends: endsTag.lastIndex };
  }
  return undefined;
}

/** What stands in each element of a name. One pass: an old system that writes nonsense holds nobody up. */
function blocks(text: string, name: string): string[] {
  asName(name);
  const found: string[] = [];
  for (let from = 0; ;) {
    const begins = text.indexOf(`<${name}`, from);
    if (begins < 0) return found;
    from = begins + name.length + 1;
    if (!/[\s/>]/.test(text.charAt(from))) continue;
    const opened = text.indexOf('>', from);
    if (opened < 0) return found;
    from = opened + 1;
    if (text.charAt(opened - 1) === '/') {
      found.push('');
      continue;
    }
    const end = endOf(text, name, from);
    if (!end) return found;
    found.push(text.slice(from, end.begins));
    from = end.ends;
  }
}

/**
 * The items of an XML answer under our names: flat elements, as list interfaces of old systems write them. A document type
 * is refused: nothing is expanded here.
 * @throws Unusable when it is no XML, or was cut off
 */
export function readXml(
  text: string,
  { items, fields }: Pick<AdapterSettings, 'items' | 'fields'>,
): RawItem[] {
  const body = outside(text.replace(/^\uFEFF/, ''), '<!--', '-->').trim();
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
