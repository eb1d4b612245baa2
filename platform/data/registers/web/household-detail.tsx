import type { AnyRow, Say } from '#ui';
import { HouseholdMembers } from './households.tsx';
import { memberTexts } from './household-texts.ts';

/** One household: who belongs to it and who did. */
export const householdDetail = {
  sections: (row: AnyRow, say: Say) => [
    { title: say(memberTexts.members), content: <HouseholdMembers id={String(row['id'])} /> },
  ],
};
