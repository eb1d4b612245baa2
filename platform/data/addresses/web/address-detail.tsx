import type { AnyRow, Say } from '#ui';
import { Address } from '../records.ts';
import { Change } from './change.tsx';
import { OccupantList } from './occupant-list.tsx';
import { words } from './words.ts';

const forFinding = ['local', 'pinyin', 'initials', 'house'];

/** One place: what it is, who is registered there, and what one may do with it. */
export const addressDetail = {
  fields: Object.keys(Address.fields).filter((name) => !forFinding.includes(name)),
  sections: (row: AnyRow, say: Say) => [
    { title: say(words.occupants), content: <OccupantList code={String(row['code'])} /> },
  ],
  lead: (row: AnyRow) => (row['state'] === 'in-use' ? <Change code={String(row['code'])} /> : null),
};
