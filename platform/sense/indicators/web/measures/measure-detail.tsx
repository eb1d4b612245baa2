import type { AnyRow, DetailSection, Say } from '#ui';
import { Measure } from '../../contract.ts';
import { MeasureReleases } from './measure-releases.tsx';
import { MeasureValues } from './measure-values.tsx';
import { words } from './words.ts';

/** A measure with its values, its definition, and what was released and revised. */
export const measureDetail = {
  fields: Object.keys(Measure.fields),
  sections: (row: AnyRow, say: Say): readonly DetailSection[] => {
    const code = String(row['code']);
    return [
      { title: say(words.values), content: <MeasureValues code={code} /> },
      { title: say(words.releases), content: <MeasureReleases code={code} /> },
    ];
  },
};
