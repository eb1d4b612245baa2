import type { RecordOf } from '#kernel/record';
import type { AnyRow, DetailSection, Say } from '#ui';
import { Members } from './members.tsx';
import { OriginTable } from './origin-table.tsx';

const texts = {
  origins: { zh: '每一项的出处', en: 'Where each value comes from' },
  members: { zh: '汇成它的各部门记录', en: 'The rows that make it' },
};

/** What a golden record shows beside its fields: where each value comes from, and the rows that make it. */
export const entityDetail = (record: Pick<RecordOf, 'fields'>) => ({
  fields: Object.keys(record.fields).filter((name) => name !== 'origins'),
  sections: (row: AnyRow, say: Say): readonly DetailSection[] => [
    { title: say(texts.origins), content: <OriginTable row={row} /> },
    { title: say(texts.members), content: <Members id={String(row['id'])} /> },
  ],
});
