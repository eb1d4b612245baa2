import { ckanPackage, tagsOf, type Made } from './ckan-shapes.ts';
import { fitsQuery, parseQuery, QuerySyntax, type Condition, type Document } from './ckan-query.ts';
import { searchError, type Search } from './ckan-words.ts';
import type { OpenRow } from '../public/public-store.ts';

/** CKAN gives no more than this, whatever is asked. */
const mostRows = 1000;

/** What a package says to a search, under Solr’s names. */
const documentOf = (row: OpenRow, made: Made): Document => ({
  id: [row.code],
  name: [row.code],
  title: [row.title.zh, row.title.en],
  notes: [row.abstract.zh, row.abstract.en],
  text: row.columns.flatMap(({ name, label }) => [name, label.zh, label.en]),
  organization: [row.provider],
  groups: [row.domain],
  tags: tagsOf(row, made),
  res_format: row.files.map(({ format }) => format.toUpperCase()),
  license_id: [row.licence],
  version: [String(row.version)],
  dataset_type: ['dataset'],
  state: ['active'],
  capacity: ['public'],
});

type Compare = (one: OpenRow, other: OpenRow) => number;
const byText =
  (of: (row: OpenRow) => string): Compare =>
  (one, other) => {
    const [a, b] = [of(one), of(other)];
    if (a === b) return 0;
    return a < b ? -1 : 1;
  };
const instant = (text: string): string => new Date(text).toISOString();

const orders: Readonly<Record<string, Compare>> = {
  name: byText(({ code }) => code),
  title_string: byText(({ title }) => title.zh),
  title: byText(({ title }) => title.zh),
  metadata_created: byText(({ issuedAt }) => instant(issuedAt)),
  metadata_modified: byText(({ updatedAt }) => instant(updatedAt)),
  views_recent: (one, other) => one.downloads - other.downloads,
  // Everything that fits, fits equally well.
  score: () => 0,
};

function orderOf(sort: string): Compare {
  const said = sort === '' ? 'score desc, metadata_modified desc' : sort;
  const parts = said.split(',').map((part) => {
    const [name = '', way = 'asc', ...more] = part.trim().split(/\s+/);
    const compare = Object.hasOwn(orders, name) ? orders[name] : undefined;
    if (!compare || more.length > 0 || !/^(asc|desc)$/i.test(way))
      throw searchError(`Invalid "sort" parameter: ${part.trim()}`);
    return way.toLowerCase() === 'desc' ? (one: OpenRow, other: OpenRow) => -compare(one, other) : compare;
  });
  return (one, other) =>
    parts.map((part) => part(one, other)).find((way) => way !== 0) ?? byText(({ code }) => code)(one, other);
}

function conditionOf(text: string): Condition {
  try {
    return parseQuery(text);
  } catch (error) {
    if (error instanceof QuerySyntax) throw searchError(error.message);
    throw error;
  }
}

const facetNames: Readonly<
  Record<string, (row: OpenRow, made: Made) => readonly (readonly [name: string, title: string])[]>
> = {
  organization: ({ provider, providerName }) => [[provider, providerName.zh]],
  groups: ({ domain }, { city }) => [
    [domain, city.domains.find(({ code }) => code === domain)?.title.zh ?? domain],
  ],
  tags: (row, made) => tagsOf(row, made).map((tag) => [tag, tag]),
  res_format: ({ files }) => files.map(({ format }) => [format.toUpperCase(), format.toUpperCase()]),
  license_id: ({ licence }, { city }) => [
    [licence, city.licences.find(({ code }) => code === licence)?.title.zh ?? licence],
  ],
};

function facetOf(name: string, found: readonly OpenRow[], { asked, made }: { asked: Search; made: Made }) {
  const of = Object.hasOwn(facetNames, name) ? facetNames[name] : undefined;
  const counted = new Map<string, { display_name: string; count: number }>();
  for (const row of of ? found : [])
    for (const [value, title] of of?.(row, made) ?? []) {
      const one = counted.get(value) ?? { display_name: title, count: 0 };
      counted.set(value, { ...one, count: one.count + 1 });
    }
  const { 'facet.limit': limit, 'facet.mincount': least } = asked;
  const items = [...counted]
    .map(([value, one]) => ({ name: value, ...one }))
    .filter(({ count }) => count >= least)
    .toSorted((one, other) => other.count - one.count || (one.name < other.name ? -1 : 1));
  return limit < 0 ? items : items.slice(0, limit);
}

/** `package_search`. @throws CkanError for what is not in its grammar */
export function searchPackages(all: readonly OpenRow[], asked: Search, made: Made) {
  const conditions = [conditionOf(asked.q), conditionOf(asked.fq)];
  const compare = orderOf(asked.sort);
  const found = all
    .filter((row) => conditions.every((each) => fitsQuery(each, documentOf(row, made))))
    .toSorted(compare);
  const facets = (asked['facet.field'] ?? []).map(
    (name) => [name, facetOf(name, found, { asked, made })] as const,
  );
  const counts = facets.map(([name, items]) => [
    name,
    Object.fromEntries(items.map((each) => [each.name, each.count])),
  ]);
  return {
    count: found.length,
    sort: asked.sort === '' ? 'score desc, metadata_modified desc' : asked.sort,
    facets: Object.fromEntries(counts) as Record<string, Record<string, number>>,
    search_facets: Object.fromEntries(facets.map(([name, items]) => [name, { title: name, items }])),
    results: found
      .slice(asked.start, asked.start + Math.min(asked.rows, mostRows))
      .map((row) => ckanPackage(row, all, made)),
  };
}
