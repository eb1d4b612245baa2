import type { Text } from '#kernel/texts';
import type { Addresses } from '../standards/addresses.ts';
import type { News } from './store.ts';

/** Characters that no XML 1.0 document may hold, even escaped. */
const forbidden = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string): string =>
  text.replaceAll(forbidden, '').replaceAll(/[&<>"]/g, (mark) => marks[mark] ?? mark);

const element = (name: string, text: string): string => `<${name}>${escaped(text)}</${name}>`;

interface Feed {
  readonly title: Text;
  /** Where the feed itself stands, and the page it tells of. */
  readonly self: string;
  readonly page: string;
  readonly author: string;
  /** When there is no news yet. */
  readonly since: string;
  readonly news: readonly News[];
}

function wordsOf({ title, version, rows, words, simulated }: News): readonly [string, string] {
  const marked = simulated ? '（模拟数据 / simulated）' : '';
  if (version !== null)
    return [
      `${title.zh} 第 ${version} 版 / ${title.en}, version ${version}${marked}`,
      `${rows ?? 0} 行 / rows`,
    ];
  return [`${title.zh} 更正 / ${title.en}, correction${marked}`, words ?? ''];
}

function entryOf(news: News, at: Addresses): string {
  const { code, version, correction, provider, simulated } = news;
  const [title, summary] = wordsOf(news);
  const what = version === null ? `correction-${correction}` : `v${version}`;
  return [
    '<entry>',
    element('id', `${at.page(code)}#${what}`),
    element('title', title),
    element('updated', new Date(news.at).toISOString()),
    `<author>${element('name', provider)}</author>`,
    `<link rel="alternate" type="text/html" href="${escaped(at.page(code))}"/>`,
    `<category term="${version === null ? 'correction' : 'version'}"/>`,
    ...(simulated ? ['<category term="simulated"/>'] : []),
    element('summary', summary),
    '</entry>',
  ].join('');
}

/** News of open data as an Atom feed (RFC 4287), the latest first. */
export function atomFeed({ title, self, page, author, since, news }: Feed, at: Addresses): string {
  const updated = news[0] ? new Date(news[0].at).toISOString() : since;
  return [
    '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">',
    element('id', self),
    element('title', `${title.zh} / ${title.en}`),
    element('updated', updated),
    `<author>${element('name', author)}</author>`,
    `<link rel="self" type="application/atom+xml" href="${escaped(self)}"/>`,
    `<link rel="alternate" type="text/html" href="${escaped(page)}"/>`,
    ...news.map((each) => entryOf(each, at)),
    '</feed>\n',
  ].join('');
}
