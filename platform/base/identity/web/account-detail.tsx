import type { AnyRow, DetailSection, Say } from '#ui';
import { texts } from './words.ts';
import { SetPassword } from './set-password.tsx';

/** What an administrator can do with an account beside changing its fields. */
export const accountDetail = {
  sections: (row: AnyRow, say: Say): readonly DetailSection[] => [
    { title: say(texts.setPassword), content: <SetPassword account={String(row['account'])} /> },
  ],
};
