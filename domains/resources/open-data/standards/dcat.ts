import type { Text } from '#kernel/texts';
import type { Addresses } from './addresses.ts';
import type { OpenDataCity } from '../city.ts';
import { mediaTypes, typeNames } from '../names.ts';
import type { OpenRow } from '../public/public-store.ts';
import { bareType } from './schema-org.ts';
import type { Format } from '../shapes.ts';
import { expand, type Term, type Triple } from './triples.ts';

const authority = 'http://publications.europa.eu/resource/authority';

/** Update cycles in the EU’s table of frequencies, which DCAT-AP asks for. */
const frequencies: Readonly<Record<string, string>> = {
  'real-time': 'UPDATE_CONT',
  daily: 'DAILY',
  weekly: 'WEEKLY',
  monthly: 'MONTHLY',
  quarterly: 'QUARTERLY',
  'half-yearly': 'ANNUAL_2',
  yearly: 'ANNUAL',
  irregular: 'IRREG',
};

/** The twelve domains of the plan among the thirteen themes of DCAT-AP. */
const themes: Readonly<Record<string, string>> = {
  utilities: 'ENER',
  municipal: 'REGI',
  environment: 'ENVI',
  rural: 'AGRI',
  health: 'HEAL',
  elderly: 'SOCI',
  jobs: 'SOCI',
  'social-security': 'SOCI',
  'culture-education': 'EDUC',
  'transport-tourism': 'TRAN',
  'consumer-rights': 'ECON',
  community: 'SOCI',
};

const fileTypes: Readonly<Record<Format, string>> = {
  csv: 'CSV',
  json: 'JSON',
  xlsx: 'XLSX',
  parquet: 'PARQUET',
};

const iri = (value: string): Term => ({ iri: expand(value) });
const plain = (text: string): Term => ({ text });
const instant = (text: string): Term => ({
  text: new Date(text).toISOString(),
  datatype: expand('xsd:dateTime'),
});
const whole = (value: number): Term => ({ text: String(value), datatype: expand('xsd:nonNegativeInteger') });
const both = ({ zh, en }: Text): Term[] => [
  { text: zh, language: 'zh' },
  { text: en, language: 'en' },
];

type Said = readonly (readonly [predicate: string, object: Term | readonly Term[]])[];

/** What is said of one thing: its class and its properties, by prefixed names. */
const about = (subject: string, type: string, said: Said): Triple[] => [
  { subject, predicate: expand('rdf:type'), object: iri(type) },
  ...said.flatMap(([predicate, objects]) =>
    [objects].flat().map((object) => ({ subject, predicate: expand(predicate), object: object as Term })),
  ),
];

const concept = (subject: string, type: string): Triple[] => about(subject, type, []);

function agents(rows: readonly OpenRow[], city: OpenDataCity, origin: string): Triple[] {
  const providers = new Map(rows.map(({ provider, providerName }) => [provider, providerName]));
  return [
    ...about(`${origin}/open-data#publisher`, 'foaf:Agent', [['foaf:name', both(city.publisher)]]),
    ...[...providers].flatMap(([code, name]) =>
      about(`${origin}/open-data#org-${code}`, 'foaf:Agent', [['foaf:name', both(name)]]),
    ),
    // Named as what the shapes ask for too: a reader of the file alone does not know that an organisation is a kind.
    ...concept(`${origin}/open-data#contact`, 'vcard:Kind'),
    ...about(`${origin}/open-data#contact`, 'vcard:Organization', [
      ['vcard:fn', both(city.contact.name)],
      ['vcard:hasURL', iri(`${origin}/open-data`)],
      ['vcard:hasEmail', iri(`mailto:${city.contact.email}`)],
    ]),
  ];
}

function distributions(row: OpenRow, city: OpenDataCity, at: Addresses): Triple[] {
  const licence = city.licences.find(({ code }) => code === row.licence);
  const legal: Said = licence ? [['dct:license', iri(licence.url)]] : [];
  return row.files.flatMap(({ format, file, bytes }) => {
    const address = at.file(row.code, row.version, format);
    const checksum = `${address}#sha256`;
    return [
      ...about(`${address}#distribution`, 'dcat:Distribution', [
        ['dcat:accessURL', iri(at.page(row.code))],
        ['dcat:downloadURL', iri(address)],
        ['dct:title', plain(`${row.title.zh} · ${format.toUpperCase()}`)],
        ['dct:format', iri(`${authority}/file-type/${fileTypes[format]}`)],
        [
          'dcat:mediaType',
          iri(`https://www.iana.org/assignments/media-types/${bareType(mediaTypes[format])}`),
        ],
        ['dcat:byteSize', whole(bytes)],
        ['dct:modified', instant(row.updatedAt)],
        ['dct:issued', instant(row.updatedAt)],
        ['spdx:checksum', iri(checksum)],
        [
          'dcatap:availability',
          iri('http://publications.europa.eu/resource/authority/planned-availability/STABLE'),
        ],
        ...legal,
      ]),
      ...about(checksum, 'spdx:Checksum', [
        ['spdx:algorithm', iri('spdx:checksumAlgorithm_sha256')],
        ['spdx:checksumValue', { text: file, datatype: expand('xsd:hexBinary') }],
      ]),
    ];
  });
}

function dataset(row: OpenRow, city: OpenDataCity, at: Addresses): Triple[] {
  const subject = `${at.page(row.code)}#dataset`;
  const domain = city.domains.find(({ code }) => code === row.domain);
  const fields = row.columns.map(
    ({ name, label, type }) => `${name} (${typeNames[type]?.en ?? type}): ${label.zh} · ${label.en}`,
  );
  const simulated = row.simulated ? [plain('模拟数据'), plain('simulated')] : [];
  return [
    ...about(subject, 'dcat:Dataset', [
      ['dct:title', both(row.title)],
      ['dct:description', both(row.abstract)],
      ['dct:identifier', plain(row.code)],
      ['dct:publisher', iri(`${at.origin}/open-data#publisher`)],
      ['dct:creator', iri(`${at.origin}/open-data#org-${row.provider}`)],
      ['dcat:contactPoint', iri(`${at.origin}/open-data#contact`)],
      ['dct:issued', instant(row.issuedAt)],
      ['dct:modified', instant(row.updatedAt)],
      ['dct:accessRights', iri(`${authority}/access-right/PUBLIC`)],
      ['dct:accrualPeriodicity', iri(`${authority}/frequency/${frequencies[row.cycle] ?? 'IRREG'}`)],
      ['dcat:theme', iri(`${authority}/data-theme/${themes[row.domain] ?? 'GOVE'}`)],
      ['dcat:keyword', [...(domain ? both(domain.title) : []), ...simulated]],
      ['dct:language', [iri(`${authority}/language/ZHO`)]],
      ['dcat:landingPage', iri(at.page(row.code))],
      ['dcat:version', plain(String(row.version))],
      ['dct:provenance', iri(`${subject}-fields`)],
      [
        'dcat:distribution',
        row.files.map(({ format }) => iri(`${at.file(row.code, row.version, format)}#distribution`)),
      ],
    ]),
    ...about(at.page(row.code), 'foaf:Document', []),
    ...about(`${subject}-fields`, 'dct:ProvenanceStatement', [['rdfs:label', plain(fields.join('\n'))]]),
    ...distributions(row, city, at),
  ];
}

/** A term of an EU table says which table it is of, and what it is called there. */
function ofTable(term: string): Triple[] {
  if (!term.startsWith(`${authority}/`)) return [];
  const at = term.lastIndexOf('/');
  return about(term, 'skos:Concept', [
    ['skos:inScheme', iri(term.slice(0, at))],
    ['skos:prefLabel', { text: term.slice(at + 1), language: 'en' }],
  ]);
}

/** Classes of the terms of other people’s tables that are used: the shapes ask that each is said. */
function vocabulary(triples: readonly Triple[]): Triple[] {
  const kinds: readonly (readonly [beginning: string, type: string])[] = [
    [`${authority}/frequency/`, 'dct:Frequency'],
    [`${authority}/data-theme/`, 'skos:Concept'],
    [`${authority}/planned-availability/`, 'skos:Concept'],
    [`${authority}/access-right/`, 'dct:RightsStatement'],
    [`${authority}/language/`, 'dct:LinguisticSystem'],
    [`${authority}/file-type/`, 'dct:MediaTypeOrExtent'],
    ['https://www.iana.org/assignments/media-types/', 'dct:MediaType'],
    [expand('spdx:checksumAlgorithm_'), 'spdx:ChecksumAlgorithm'],
  ];
  const used = new Set(triples.flatMap(({ object }) => ('iri' in object ? [object.iri] : [])));
  const licences = new Set(
    triples.flatMap(({ predicate, object }) =>
      predicate === expand('dct:license') && 'iri' in object ? [object.iri] : [],
    ),
  );
  return [
    ...[...licences].flatMap((each) => concept(each, 'dct:LicenseDocument')),
    ...[...used].flatMap((each) =>
      kinds
        .filter(([beginning]) => each.startsWith(beginning))
        .flatMap(([, type]) => [...(type === 'skos:Concept' ? [] : concept(each, type)), ...ofTable(each)]),
    ),
  ];
}

/** The catalogue of what is open as DCAT-AP 3.0.1. */
export function dcatCatalogue(rows: readonly OpenRow[], city: OpenDataCity, at: Addresses): Triple[] {
  const catalogue = `${at.origin}/open-data#catalogue`;
  const page = `${at.origin}/open-data`;
  const changed = rows
    .map(({ updatedAt }) => new Date(updatedAt).toISOString())
    .toSorted()
    .at(-1);
  const service = `${at.origin}/open-data#api`;
  const datasets = rows.map(({ code }) => iri(`${at.page(code)}#dataset`));
  const triples = [
    ...about(catalogue, 'dcat:Catalog', [
      ['dct:title', both(city.publisher)],
      [
        'dct:description',
        both({ zh: `${city.publisher.zh}的目录`, en: `Catalogue of ${city.publisher.en}` }),
      ],
      ['dct:publisher', iri(`${at.origin}/open-data#publisher`)],
      ['foaf:homepage', iri(page)],
      ['dct:language', [iri(`${authority}/language/ZHO`), iri(`${authority}/language/ENG`)]],
      ['dcat:themeTaxonomy', iri(`${authority}/data-theme`)],
      ['dcat:dataset', datasets],
      ['dcat:service', iri(service)],
      ...(changed ? ([['dct:modified', instant(changed)]] as const) : []),
    ]),
    ...about(service, 'dcat:DataService', [
      ['dct:title', both({ zh: 'CKAN 读取接口', en: 'CKAN read API' })],
      ['dcat:endpointURL', iri(`${at.origin}/api/3/action`)],
      ['dct:publisher', iri(`${at.origin}/open-data#publisher`)],
      ['dcat:servesDataset', datasets],
    ]),
    ...about(`${at.origin}/api/3/action`, 'rdfs:Resource', []),
    ...about(page, 'foaf:Document', []),
    ...about(`${authority}/data-theme`, 'skos:ConceptScheme', [
      ['dct:title', { text: 'Data theme', language: 'en' }],
    ]),
    ...agents(rows, city, at.origin),
    ...rows.flatMap((row) => dataset(row, city, at)),
  ];
  return [...triples, ...vocabulary(triples)];
}
