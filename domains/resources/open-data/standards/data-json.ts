import type { Addresses } from './addresses.ts';
import type { OpenDataCity } from '../city.ts';
import { mediaTypes } from '../names.ts';
import type { OpenRow } from '../public/public-store.ts';
import { bareType } from './schema-org.ts';

/** Update cycles as ISO 8601 repeating durations. */
const durations: Readonly<Record<string, string>> = {
  'real-time': 'R/PT1S',
  daily: 'R/P1D',
  weekly: 'R/P1W',
  monthly: 'R/P1M',
  quarterly: 'R/P3M',
  'half-yearly': 'R/P6M',
  yearly: 'R/P1Y',
  irregular: 'irregular',
};

/** The catalogue as DCAT-US 1.1 (Project Open Data metadata). Fields of the US budget have no meaning here and are left out. */
export function dataJson(
  rows: readonly OpenRow[],
  city: OpenDataCity,
  at: Addresses,
): Record<string, unknown> {
  const contact = {
    '@type': 'vcard:Contact',
    fn: city.contact.name.zh,
    hasEmail: `mailto:${city.contact.email}`,
  };
  return {
    '@context': 'https://project-open-data.cio.gov/v1.1/schema/catalog.jsonld',
    '@id': `${at.origin}/data.json`,
    '@type': 'dcat:Catalog',
    conformsTo: 'https://project-open-data.cio.gov/v1.1/schema',
    describedBy: 'https://project-open-data.cio.gov/v1.1/schema/catalog.json',
    dataset: rows.map((row) => {
      const domain = city.domains.find(({ code }) => code === row.domain)?.title;
      return {
        '@type': 'dcat:Dataset',
        identifier: row.code,
        title: row.title.zh,
        description: `${row.abstract.zh}\n${row.abstract.en}`,
        keyword: [
          ...(domain ? [domain.zh, domain.en] : [row.domain]),
          ...(row.simulated ? ['模拟数据', 'simulated'] : []),
        ],
        modified: new Date(row.updatedAt).toISOString(),
        issued: new Date(row.issuedAt).toISOString(),
        accessLevel: 'public',
        license: city.licences.find(({ code }) => code === row.licence)?.url,
        accrualPeriodicity: durations[row.cycle] ?? 'irregular',
        language: ['zh-CN'],
        landingPage: at.page(row.code),
        publisher: {
          '@type': 'org:Organization',
          name: row.providerName.zh,
          subOrganizationOf: { '@type': 'org:Organization', name: city.publisher.zh },
        },
        contactPoint: contact,
        theme: domain ? [domain.zh] : [],
        distribution: row.files.map(({ format }) => ({
          '@type': 'dcat:Distribution',
          title: `${row.title.zh} · ${format.toUpperCase()}`,
          downloadURL: at.file(row.code, row.version, format),
          mediaType: bareType(mediaTypes[format]),
          format: format.toUpperCase(),
        })),
      };
    }),
  };
}
