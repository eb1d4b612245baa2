import type { AnyRow, DetailSection, Say } from '#ui';
import { OutlookSection } from './outlook.tsx';

const title = { zh: '进度与资金', en: 'Time and money' };

/** An undertaking, and below its fields when it ends and what it costs as things stand. */
export const undertakingDetail = {
  sections: (row: AnyRow, say: Say): readonly DetailSection[] => [
    { title: say(title), content: <OutlookSection code={String(row['code'])} /> },
  ],
};
