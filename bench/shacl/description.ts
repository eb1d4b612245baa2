import { createHash } from 'node:crypto';
import { readCity } from '#kernel/city';
import { dcatCatalogue, openDataFile, turtle, type OpenRow } from '#domains/resources/open-data';
import { organisationsFile } from '#platform/base/organisations';
import { catalogueFile, type Dataset, type DatasetField } from '#platform/data/catalogue';

const origin = 'https://open.example';
const formats = ['csv', 'json', 'xlsx', 'parquet'] as const;
const at = {
  origin,
  page: (code: string) => `${origin}/open-data/${code}`,
  api: (code: string) => `${origin}/api/open-data/public/resources/${code}/rows`,
  file: (code: string, version: number, format: string) =>
    `${origin}/open-data/files/${code}/${version}/${code}.${format}`,
};
const published = '2026-11-29T04:00:00.000Z';

const columnTypes: Partial<Record<DatasetField['type'], 'integer' | 'number' | 'boolean' | 'date'>> = {
  integer: 'integer',
  number: 'number',
  boolean: 'boolean',
  date: 'date',
};

/** A dataset as it would stand on the open platform, with a file of each format. */
function openRow(
  dataset: Dataset,
  providerName: OpenRow['providerName'],
  city: { domain: string; licence: string },
): OpenRow {
  const { code, title, abstract, provider, cycle, fields } = dataset;
  return {
    code,
    title,
    abstract,
    source: code,
    provider,
    providerName,
    ...city,
    cycle,
    issuedAt: published,
    version: 1,
    updatedAt: published,
    dataAt: published,
    rows: 200,
    columns: fields.map(({ name, label, type }) => ({
      name,
      label,
      type: columnTypes[type] ?? 'text',
      as: 'keep',
      part: 'plain',
    })),
    files: formats.map((format) => ({
      format,
      file: createHash('sha256').update(`${code}.${format}`).digest('hex'),
      bytes: 20_000,
    })),
    simulated: true,
    suppressed: 0,
    k: null,
    l: null,
    downloads: 0,
    ratings: 0,
    grade: null,
  } as OpenRow;
}

/** The DCAT-AP description of every dataset of the city's catalogue, as Turtle, as the open platform would give it out. */
export async function describeAll(folder: string): Promise<{ turtle: string; datasets: number }> {
  const { city } = await readCity(folder, [catalogueFile, organisationsFile, openDataFile], []);
  const open = city.get(openDataFile);
  const names = new Map(city.get(organisationsFile).organisations.map(({ code, name }) => [code, name]));
  const { datasets } = city.get(catalogueFile);
  const rows = datasets.map((dataset, index) =>
    openRow(dataset, names.get(dataset.provider) ?? dataset.title, {
      domain: open.domains[index % open.domains.length]?.code ?? '',
      licence: open.licences[0]?.code ?? '',
    }),
  );
  return { turtle: turtle(dcatCatalogue(rows, open, at)), datasets: rows.length };
}
