import type { AnyRow, DetailSection, Say } from '#ui';
import { Measure, type MeasureDefinition } from '../../contract.ts';
import { MeasureDimensions } from './measure-dimensions.tsx';
import { MeasureReleases } from './measure-releases.tsx';
import { MeasureValues } from './measure-values.tsx';
import { words } from './words.ts';

/** A measure with its values, its definition, and what was released and revised. */
export const measureDetail = {
  // Dimensions are a table of their own below.
  fields: Object.keys(Measure.fields).filter((name) => name !== 'dimensions'),
  sections: (row: AnyRow, say: Say): readonly DetailSection[] => {
    const code = String(row['code']);
    return [
      { title: say(words.values), content: <MeasureValues code={code} /> },
      {
        title: say(words.toldApartBy),
        content: (
          <MeasureDimensions dimensions={(row['dimensions'] ?? []) as MeasureDefinition['dimensions']} />
        ),
      },
      { title: say(words.releases), content: <MeasureReleases code={code} /> },
    ];
  },
};
