import { parseJson, textOf } from '#engines/tabular';
import type { OutgoingAnswer } from '#kernel/outgoing';
import type { HttpSettings } from '../settings.ts';
import { texts } from '../texts.ts';
import { passing, refused } from './faults.ts';
import { askerOf } from './http-ask.ts';
import { atPath } from './json-path.ts';
import type { Reading } from './reader.ts';

export type Item = Readonly<Record<string, unknown>>;

interface Page {
  readonly items: readonly Item[];
  readonly next: URL | undefined;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function parse(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    throw refused(texts.faultNotJson);
  }
}

const isItem = (value: unknown): value is Item =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function itemsOf(list: unknown, path: string): Item[] {
  if (!Array.isArray(list)) throw refused(texts.faultNoRecords, { path });
  return list.map((each: unknown, at) => {
    if (!isItem(each)) throw refused(texts.faultNotRecord, { number: at + 1 });
    return each;
  });
}

function decode(body: Uint8Array): string {
  try {
    return utf8.decode(body);
  } catch {
    throw refused(texts.faultNotJson);
  }
}

/** The address of the next page as a Link header gives it (RFC 8288). */
function linkedNext(header: string | string[] | undefined): string | undefined {
  const text = Array.isArray(header) ? header.join(',') : (header ?? '');
  return text
    .split(/,(?=\s*<)/)
    .map((each) => /^\s*<([^>]*)>(.*)$/.exec(each))
    .find((found) => /;\s*rel="?([^";]*\s)?next(\s[^";]*)?"?/i.test(found?.[2] ?? ''))?.[1];
}

interface Come {
  readonly whole: unknown;
  readonly count: number;
  /** Records of the first page of this run: what the other side puts on a page, whatever it was asked for. */
  readonly first: number;
  readonly answer: OutgoingAnswer;
}

const withParameter = (at: URL, name: string, value: string): URL => {
  const next = new URL(at.href);
  next.searchParams.set(name, value);
  return next;
};

/** Where to go on after a page, by each way of paging; undefined when it was the last. */
const ways: Readonly<
  Record<HttpSettings['paging'], (settings: HttpSettings, at: URL, page: Come) => URL | undefined>
> = {
  none: () => undefined,
  page: ({ pageParameter: name, sizeParameter }, at, { count, first }) => {
    const last = count === 0 || (sizeParameter !== undefined && count < first);
    return last ? undefined : withParameter(at, name, String(Number(at.searchParams.get(name)) + 1));
  },
  cursor: ({ cursorParameter, cursorPath }, at, { whole }) => {
    const cursor = textOf(atPath(whole, cursorPath));
    return cursor === '' ? undefined : withParameter(at, cursorParameter, cursor);
  },
  link: ({ nextPath }, at, { whole, answer }) => {
    const said = nextPath ? textOf(atPath(whole, nextPath)) : linkedNext(answer.headers['link']);
    return said && URL.canParse(said, at.href) ? new URL(said, at.href) : undefined;
  },
};

function readPage(
  settings: HttpSettings,
  at: URL,
  { answer, first }: { readonly answer: OutgoingAnswer; readonly first: number | undefined },
): Page {
  const text = decode(answer.body);
  const pageOf = (items: readonly Item[], whole: unknown): Page => {
    const come = { whole, count: items.length, first: first ?? items.length, answer };
    return { items, next: ways[settings.paging](settings, at, come) };
  };
  if (settings.format === 'ndjson') {
    const items = itemsOf(
      text
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map(parse),
      '',
    );
    return pageOf(items, undefined);
  }
  const whole = parse(text);
  const items = itemsOf(atPath(whole, settings.records), settings.records ?? '.');
  return pageOf(items, whole);
}

/** The first address: with the page, its size, and from where on records are wanted. */
export function firstAddress(settings: HttpSettings, { mark, days }: Pick<Reading, 'mark' | 'days'>): URL {
  const url = new URL(settings.url);
  const set = (name: string | undefined, value: string | number | undefined) => {
    if (name !== undefined && value !== undefined) url.searchParams.set(name, String(value));
  };
  if (settings.paging === 'page') set(settings.pageParameter, settings.firstPage);
  if (settings.paging !== 'none') set(settings.sizeParameter, settings.pageSize);
  set(settings.markParameter, days?.from ?? mark?.['value']);
  set(settings.untilParameter, days?.to);
  return url;
}

/** Fewer records than were asked for: the last ones, or the other side gives no more at once. */
const isShort = ({ paging, sizeParameter, pageSize }: HttpSettings, items: readonly Item[]): boolean =>
  paging === 'page' && sizeParameter !== undefined && items.length < pageSize;

/**
 * Page after page of records, as long as there is one and no limit is met.
 * @throws SourceFault
 */
export async function* pagesOf(reading: Reading, settings: HttpSettings): AsyncGenerator<readonly Item[]> {
  const ask = askerOf(reading, settings);
  const few = reading.limits.pages;
  const most = few ?? settings.mostPages;
  const seen = new Set<string>();
  let first: number | undefined;
  let before: string | undefined;
  let at: URL | undefined = firstAddress(settings, reading);
  for (let count = 0; at !== undefined; count += 1) {
    if (count >= most) {
      if (few !== undefined) return;
      throw refused(texts.faultPages, { pages: most });
    }
    if (seen.has(at.href)) throw passing(texts.faultLoop);
    seen.add(at.href);
    const page: Page = readPage(settings, at, { answer: await ask(at), first });
    // Asked for what lies behind the last page, some give that once more.
    const said = isShort(settings, page.items) ? JSON.stringify(page.items) : undefined;
    if (said !== undefined && said === before) return;
    before = said;
    first ??= page.items.length;
    yield page.items;
    at = page.next;
  }
}
