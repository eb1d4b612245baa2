import type { Context } from '#kernel/context';
import { notFound } from '#kernel/problem';
import type { Text } from '#kernel/texts';
import { allow } from './allowance.ts';
import type { OpenDataCity } from '../city.ts';
import type { OpenResource, OpenResourceDetail, TableMeasure } from '../contract.ts';
import { addressesOf } from '../standards/addresses.ts';
import { findOpen, listOpen, type Asked, type OpenRow } from './public-store.ts';
import type { PublicMeasure } from '../shapes.ts';
import { schemaOrg } from '../standards/schema-org.ts';
import * as store from '../store.ts';
import { texts } from '../texts.ts';
import { balanceOf } from '../tables/budget.ts';
import { readVersion } from '../release/version-rows.ts';

const previewRows = 10;

const titled = <T extends { readonly code: string; readonly title: Text }>(
  all: readonly T[],
  code: string,
) => {
  const { title } = all.find((each) => each.code === code) ?? { title: { zh: code, en: code } };
  return { code, title };
};

export function showResource(row: OpenRow, city: OpenDataCity): OpenResource {
  const {
    provider,
    providerName,
    files,
    domain,
    licence,
    columns: _columns,
    suppressed: _s,
    k: _k,
    source: _source,
    l: _l,
    ...rest
  } = row;
  const url = city.licences.find(({ code }) => code === licence)?.url ?? '';
  return {
    ...rest,
    provider: { code: provider, name: providerName },
    domain: titled(city.domains, domain),
    licence: { ...titled(city.licences, licence), url },
    formats: files.map(({ format }) => format),
  };
}

/** Apart the two numbers would tell how many of the hidden counts are small ones. */
const publicMeasure = ({ primary, secondary, ...measure }: TableMeasure): PublicMeasure => ({
  ...measure,
  hidden: primary + (secondary ?? 0),
});

/**
 * What may be told of the rows that were held back. Of a table of counts nothing: their number is the sum of its hidden counts,
 * and so one equation more between them wherever the total is hidden too. Of rows no exact number: who knows of somebody that
 * is not among them would learn whether he stands alone.
 */
function heldBackOf({ k, suppressed }: OpenRow, table: TableMeasure | undefined): number | null {
  if (table) return null;
  const step = Math.max(k ?? 1, 1);
  return Math.ceil(suppressed / step) * step;
}

/** What is open, and how much of it in each domain and of each provider: counted among all that fits otherwise. */
export async function resources(context: Context, asked: Asked) {
  await allow(context);
  const city = await store.getCity(context.db);
  const { domain, provider, ...otherwise } = asked;
  const fitting = await listOpen(context.db, otherwise);
  const among = (row: OpenRow, but?: 'domain' | 'provider') =>
    (but === 'domain' || domain === undefined || row.domain === domain) &&
    (but === 'provider' || provider === undefined || row.provider === provider);
  const inDomain = (code: string) =>
    fitting.filter((row) => among(row, 'domain') && row.domain === code).length;
  const providers = new Map(fitting.map((row) => [row.provider, row.providerName]));
  return {
    items: fitting.filter((row) => among(row)).map((row) => showResource(row, city)),
    domains: city.domains.map(({ code, title }) => ({ code, title, count: inDomain(code) })),
    providers: [...providers].map(([code, title]) => ({
      code,
      title,
      count: fitting.filter((row) => among(row, 'provider') && row.provider === code).length,
    })),
  };
}

export async function resource(context: Context, code: string): Promise<OpenResourceDetail> {
  await allow(context);
  const row = await findOpen(context.db, code);
  const versions = row ? await store.versionsOf(context.db, code) : [];
  const [latest] = versions;
  if (!row || !latest) throw notFound(texts.release, code);
  const city = await store.getCity(context.db);
  const noisy = latest.risk.table?.form === 'private-counts';
  const { items } = await readVersion(context, latest, { offset: 0, limit: previewRows });
  return {
    ...showResource(row, city),
    columns: [...row.columns],
    charts: [...latest.charts],
    versions: versions.map(({ number, madeAt, dataAt, rows, files }) => ({
      number,
      madeAt,
      dataAt,
      rows,
      files: [...files],
    })),
    privacy: {
      k: row.k,
      l: row.l,
      heldBackAtMost: heldBackOf(row, latest.risk.table),
      ...(latest.risk.table ? { table: publicMeasure(latest.risk.table) } : {}),
      budget: noisy ? await balanceOf(context.db, row.source) : null,
    },
    corrections: await store.correctionsThatHold(context.db, code),
    preview: items.map((item) => ({ ...item })),
    jsonld: schemaOrg(row, city, addressesOf(context.config)),
  };
}

/** The city’s day of an instant. */
const dayOf = (context: Context): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: context.config.TIME_ZONE }).format(context.clock.now());

/** Notes one use of a resource, by format; `api` for its interface. */
export const noteUse = (context: Context, release: string, format: string): Promise<void> =>
  store.countUse(context.db, { release, day: dayOf(context), format });

export async function rows(
  context: Context,
  code: string,
  asked: { readonly version?: number | undefined; readonly offset: number; readonly limit: number },
) {
  await allow(context);
  const version = await store.findOpenVersion(context.db, code, asked.version);
  if (!version) throw notFound(texts.release, code);
  const { total, items } = await readVersion(context, version, asked);
  await noteUse(context, code, 'api');
  const end = asked.offset + items.length;
  return {
    version: version.number,
    total,
    items: items.map((item) => ({ ...item })),
    next: items.length > 0 && end < total ? end : null,
  };
}
