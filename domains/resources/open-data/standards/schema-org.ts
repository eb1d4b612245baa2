import type { Addresses } from './addresses.ts';
import type { OpenDataCity } from '../city.ts';
import { mediaTypes } from '../names.ts';
import type { OpenRow } from '../public/public-store.ts';

/** Media type without its parameters. */
export const bareType = (type: string): string => type.split(';')[0] ?? type;

/** A resource as a schema.org Dataset, which search engines read from its page. */
export function schemaOrg(row: OpenRow, city: OpenDataCity, at: Addresses): Record<string, unknown> {
  const licence = city.licences.find(({ code }) => code === row.licence);
  return {
    '@context': 'https://schema.org/',
    '@type': 'Dataset',
    '@id': at.page(row.code),
    url: at.page(row.code),
    name: row.title.zh,
    alternateName: row.title.en,
    description: `${row.abstract.zh}\n${row.abstract.en}${row.simulated ? '\n模拟数据 · simulated data' : ''}`,
    identifier: row.code,
    version: String(row.version),
    license: licence?.url,
    isAccessibleForFree: true,
    datePublished: row.issuedAt,
    dateModified: row.updatedAt,
    creator: { '@type': 'GovernmentOrganization', name: row.providerName.zh },
    publisher: { '@type': 'GovernmentOrganization', name: city.publisher.zh },
    includedInDataCatalog: { '@type': 'DataCatalog', url: `${at.origin}/open-data` },
    variableMeasured: row.columns.map(({ name, label }) => ({
      '@type': 'PropertyValue',
      name,
      description: `${label.zh} · ${label.en}`,
    })),
    distribution: row.files.map(({ format, bytes, file }) => ({
      '@type': 'DataDownload',
      encodingFormat: bareType(mediaTypes[format]),
      contentUrl: at.file(row.code, row.version, format),
      contentSize: `${bytes} B`,
      sha256: file,
    })),
  };
}
