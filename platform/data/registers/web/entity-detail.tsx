import type { RecordOf } from '#kernel/record';
import type { AnyRow, DetailSection, Say } from '#ui';
import { FileSections } from './file-sections.tsx';
import { fileTexts } from './file-texts.ts';
import { memberTexts } from './household-texts.ts';
import { PersonHouseholds } from './households.tsx';
import { Members } from './members.tsx';
import { Led, PersonIds } from './person-ids.tsx';
import { texts as idTexts } from './regroup-texts.ts';
import { OriginTable } from './origin-table.tsx';

const texts = {
  origins: { zh: '每一项的出处', en: 'Where each value comes from' },
  members: { zh: '汇成它的各部门记录', en: 'The rows that make it' },
};

/** What a golden record shows beside its fields: where each value comes from, and the rows that make it. */
export const entityDetail = (record: Pick<RecordOf, 'fields'>) => ({
  fields: Object.keys(record.fields).filter((name) => !['origins', 'otherIds'].includes(name)),
  lead: (row: AnyRow) => (String(row['id']).startsWith('P') ? <Led row={row} /> : null),
  sections: (row: AnyRow, say: Say): readonly DetailSection[] => [
    ...(String(row['id']).startsWith('P')
      ? [
          { title: say(memberTexts.households), content: <PersonHouseholds id={String(row['id'])} /> },
          { title: say(idTexts.ids), content: <PersonIds id={String(row['id'])} /> },
        ]
      : []),
    {
      title: say(String(row['id']).startsWith('P') ? fileTexts.person : fileTexts.company),
      content: <FileSections id={String(row['id'])} />,
    },
    { title: say(texts.origins), content: <OriginTable row={row} /> },
    { title: say(texts.members), content: <Members id={String(row['id'])} /> },
  ],
});
