import type { AnyRow, DetailSection, Say } from '#ui';
import { Entry } from '../records.ts';
import { FieldsTable } from './fields-table.tsx';

const title = { zh: '信息项', en: 'Fields' };
const apart = new Set(['fields']);

/** An entry with its fields as a table of their own. */
export const entryDetail = {
  fields: Object.keys(Entry.fields).filter((name) => !apart.has(name)),
  sections: (row: AnyRow, say: Say): readonly DetailSection[] => [
    { title: say(title), content: <FieldsTable fields={row['fields']} /> },
  ],
};
