import { createHash } from 'node:crypto';
import type { Addresses } from './addresses.ts';
import type { OpenDataCity } from '../city.ts';
import { mediaTypes } from '../names.ts';
import type { OpenRow } from '../public/public-store.ts';
import { bareType } from './schema-org.ts';
import type { Format } from '../shapes.ts';

/** A UUID that stands for the same thing for ever: version 8 (RFC 9562) of what names it. */
export function stableId(...name: readonly string[]): string {
  const hex = createHash('sha256').update(name.join('\n')).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** CKAN’s instants: UTC without a zone. */
const stamp = (instant: string): string => new Date(instant).toISOString().slice(0, 23);

/** What CKAN’s objects are made of. */
export interface Made {
  readonly city: OpenDataCity;
  readonly at: Addresses;
}

export function ckanResource(row: OpenRow, format: Format, { at }: Made) {
  const file = row.files.find((each) => each.format === format);
  return {
    id: stableId('resource', row.code, format),
    package_id: stableId('package', row.code),
    name: `${row.title.zh} · ${format.toUpperCase()}`,
    description: row.abstract.zh,
    format: format.toUpperCase(),
    mimetype: bareType(mediaTypes[format]),
    url: at.file(row.code, row.version, format),
    url_type: null,
    size: file?.bytes ?? null,
    hash: file?.file ?? '',
    hash_algorithm: 'SHA-256',
    created: stamp(row.issuedAt),
    last_modified: stamp(row.updatedAt),
    metadata_modified: stamp(row.updatedAt),
    position: row.files.findIndex((each) => each.format === format),
    state: 'active',
    datastore_active: true,
    resource_type: 'file',
  };
}

const rest = { state: 'active', approval_status: 'approved', image_url: '', image_display_url: '' };

export const ckanOrganization = (code: string, rows: readonly OpenRow[]) => {
  const own = rows.filter(({ provider }) => provider === code);
  const name = own[0]?.providerName ?? { zh: code, en: code };
  return {
    ...rest,
    id: stableId('organization', code),
    name: code,
    title: name.zh,
    display_name: name.zh,
    description: name.en,
    type: 'organization',
    is_organization: true,
    package_count: own.length,
    created: stamp(
      own.map(({ issuedAt }) => new Date(issuedAt).toISOString()).toSorted()[0] ?? '2026-01-01T00:00:00Z',
    ),
  };
};

export const ckanGroup = (code: string, rows: readonly OpenRow[], { city }: Made) => {
  const title = city.domains.find((each) => each.code === code)?.title ?? { zh: code, en: code };
  return {
    ...rest,
    id: stableId('group', code),
    name: code,
    title: title.zh,
    display_name: title.zh,
    description: title.en,
    type: 'group',
    is_organization: false,
    package_count: rows.filter(({ domain }) => domain === code).length,
  };
};

/** Words by which a package is found beside its title. */
export const tagsOf = (row: OpenRow, { city }: Made): string[] => {
  const title = city.domains.find(({ code }) => code === row.domain)?.title;
  return [...(title ? [title.zh, title.en] : []), ...(row.simulated ? ['模拟数据', 'simulated'] : [])];
};

export const ckanTag = (name: string) => ({
  id: stableId('tag', name),
  name,
  display_name: name,
  state: 'active',
  vocabulary_id: null,
});

export function ckanPackage(row: OpenRow, rows: readonly OpenRow[], made: Made) {
  const licence = made.city.licences.find(({ code }) => code === row.licence);
  const tags = tagsOf(row, made).map(ckanTag);
  const organization = ckanOrganization(row.provider, rows);
  const { package_count: _count, ...group } = ckanGroup(row.domain, rows, made);
  return {
    id: stableId('package', row.code),
    name: row.code,
    title: row.title.zh,
    notes: `${row.abstract.zh}\n\n${row.abstract.en}`,
    url: made.at.page(row.code),
    type: 'dataset',
    state: 'active',
    private: false,
    isopen: licence?.open ?? false,
    license_id: row.licence,
    license_title: licence?.title.en ?? row.licence,
    license_url: licence?.url ?? '',
    author: row.providerName.zh,
    author_email: null,
    maintainer: made.city.contact.name.zh,
    maintainer_email: made.city.contact.email,
    version: String(row.version),
    metadata_created: stamp(row.issuedAt),
    metadata_modified: stamp(row.updatedAt),
    creator_user_id: null,
    owner_org: organization.id,
    organization,
    groups: [group],
    tags,
    num_tags: tags.length,
    resources: row.files.map(({ format }) => ckanResource(row, format, made)),
    num_resources: row.files.length,
    extras: [
      { key: 'title_en', value: row.title.en },
      { key: 'update_cycle', value: row.cycle },
      { key: 'data_at', value: row.dataAt },
      { key: 'simulated', value: String(row.simulated) },
    ],
    relationships_as_subject: [],
    relationships_as_object: [],
  };
}

export const ckanLicence = ({ code, title, url, open }: OpenDataCity['licences'][number]) => ({
  id: code,
  title: title.en,
  url,
  status: 'active',
  family: '',
  maintainer: '',
  domain_content: true,
  domain_data: true,
  domain_software: false,
  is_generic: false,
  is_okd_compliant: open,
  is_osi_compliant: false,
  od_conformance: open ? 'approved' : 'not reviewed',
  osd_conformance: 'not reviewed',
});
