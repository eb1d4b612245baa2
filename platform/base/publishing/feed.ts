import { plainText } from '#engines/markdown';
import type { ArticleRow } from './store.ts';

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
/** Characters that XML 1.0 §2.2 does not know are left out. */
const xml = (text: string): string =>
  text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll(/[&<>"']/g, (sign) => escapes[sign] ?? sign);

interface Feed {
  readonly title: string;
  /** Address of the platform, without a closing slash. */
  readonly site: string;
  readonly self: string;
  readonly now: string;
  readonly names: ReadonlyMap<string, { readonly zh: string }>;
}

const entry = (row: ArticleRow, { site, names }: Feed): string => `  <entry>
    <id>urn:uuid:${xml(row.id)}</id>
    <title>${xml(row.title.zh)}</title>
    <updated>${row.releasedAt ?? row.createdAt}</updated>
    <author><name>${xml(names.get(row.organisation)?.zh ?? row.organisation)}</name></author>
    <category term="${row.category}"/>
    <link rel="alternate" href="${xml(`${site}/news/${row.id}`)}"/>
    <summary>${xml(plainText(row.body.zh).slice(0, 300))}</summary>
  </entry>`;

/** An Atom feed, RFC 4287 §4.1. */
export const atomFeed = (
  rows: readonly ArticleRow[],
  feed: Feed,
): string => `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">
  <id>${xml(feed.self)}</id>
  <title>${xml(feed.title)}</title>
  <updated>${rows[0]?.releasedAt ?? feed.now}</updated>
  <link rel="self" type="application/atom+xml" href="${xml(feed.self)}"/>
  <link rel="alternate" href="${xml(`${feed.site}/news`)}"/>
${rows.map((row) => entry(row, feed)).join('\n')}
</feed>
`;
