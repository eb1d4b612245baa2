import { z } from 'zod';
import { defineModule, mountRecord } from '../../module.ts';
import { contribute } from '../../point.ts';
import { defineRecord, type RecordOf, type RecordRights } from '../../record/define.ts';
import { field, point } from '../../record/field.ts';
import { purposePoint } from '../purpose.ts';
import { relationViewPoint } from '../relations.ts';
import { related } from '../rights.ts';

const personal = (mask: 'name' | 'address' | 'date') => ({ sensitivity: 'personal', mask }) as const;
const text = () => z.string().max(200).nullable().optional();
const label = (en: string) => ({ zh: en, en });

const fields = {
  code: field(z.string(), label('Code')),
  patient: field(text(), label('Patient')),
  owner: field(text(), label('Owner')),
  division: field(text(), label('Division')),
  author: field(text(), label('Author')),
  name: field(text(), label('Name'), personal('name')),
  phone: field(text(), label('Phone'), { sensitivity: 'sensitive', mask: 'mobile' }),
  street: field(text(), label('Street'), personal('address')),
  born: field(z.iso.date().nullable().optional(), label('Born'), personal('date')),
  ward: field(text(), label('Ward'), { sensitivity: 'sensitive' }),
  score: field(z.int().nullable().optional(), label('Score')),
  tags: field(z.array(z.string()).nullable().optional(), label('Tags')),
  place: field(point().nullable().optional(), label('Place')),
};

type Name = keyof typeof fields;

/** A record that offers every way to ask: each field a filter or an order, the personal ones too, a map, a search. */
const hostile = (name: string, rights: RecordRights<Name>) =>
  defineRecord({
    name,
    module: 'hostile',
    plural: `${name}s`,
    table: `hostile.${name}`,
    key: 'code',
    label: 'name',
    title: label(name),
    versions: 'valid-time',
    fields,
    list: {
      filters: ['patient', 'owner', 'division', 'name', 'phone', 'born', 'score', 'tags'],
      orders: ['name', 'score', 'code', 'phone'],
      search: ['code', 'name', 'phone'],
    },
    rights,
    map: { geometry: 'place', label: 'name' },
  });

const scope = { department: 'owner', division: 'division', own: 'author' } as const;

/** Relations open rows beyond the scope. */
export const Chart = hostile('chart', {
  read: 'hostile:read',
  write: 'hostile:write',
  reveal: 'hostile:reveal',
  scope,
  subject: 'patient',
  relations: [related('doctor', { opens: ['personal'] }), related('helper', { write: true })],
});

/** Nobody sees a row without a consent, whatever the scope; and personal fields for one purpose alone. */
export const Strict = hostile('strict', {
  read: 'hostile:read',
  write: 'hostile:write',
  reveal: 'hostile:reveal',
  scope,
  subject: 'patient',
  relations: [related('doctor')],
  needs: [related('consent', { opens: ['personal', 'sensitive'] })],
  purposes: ['care', 'count'],
});

export const records: readonly RecordOf[] = [Chart, Strict] as unknown as readonly RecordOf[];

const purposes = {
  freeText: true,
  items: [
    { code: 'care', title: label('Care'), opens: ['personal', 'sensitive'] as const },
    { code: 'count', title: label('Count'), opens: ['personal'] as const },
    { code: 'law', title: label('Law'), opens: ['personal', 'sensitive'] as const },
  ],
};

/** @param withRelations whether anybody knows relations in this city at all */
export const hostileModule = (withRelations = true) =>
  defineModule({
    id: 'hostile',
    title: label('Hostile'),
    folder: import.meta.dirname,
    dependsOn: [],
    permissions: {
      'hostile:read': label('Read'),
      'hostile:write': label('Write'),
      'hostile:reveal': label('Reveal'),
    },
    records: records.map((record) => mountRecord(record)),
    contributes: [
      contribute(purposePoint, { purposes: async () => purposes }),
      ...(withRelations ? [contribute(relationViewPoint, { view: 'hostile.relation_v1' })] : []),
    ],
  });
