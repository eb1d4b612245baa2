import { Link } from 'react-router';
import { type AnyRow, type DetailSection, type Say, useMay, useMyPages, useSay } from '#ui';
import type { MeasureDefinition } from '../../contract.ts';
import { words as formWords } from './form/words.ts';
import { MeasureDefinitionLines } from './measure-definition.tsx';
import { MeasureDimensions } from './measure-dimensions.tsx';
import { MeasureSharing } from './measure-sharing.tsx';
import { MeasureReleases } from './measure-releases.tsx';
import { MeasureValues } from './measure-values.tsx';
import { MeasureVersions } from './measure-versions.tsx';
import { words as figureWords } from '../words.ts';
import { words as sharingWords } from './sharing-words.ts';
import { words } from './words.ts';

/** What one may do with a measure of the console. */
function MeasureActions({ row }: { readonly row: AnyRow }) {
  const say = useSay();
  const may = useMay();
  if (!may('indicators:define') || row.meta.source.startsWith('city:')) return null;
  const path = `/indicators/measures/${encodeURIComponent(String(row['code']))}`;
  const stands = row.meta.withdrawnAt === null;
  return (
    <>
      <Link className="button second" to={`${path}/change`}>
        {say(stands ? formWords.change : formWords.restore)}
      </Link>
      {stands && (
        <Link className="button danger" to={`${path}/retire`}>
          {say(formWords.retire)}
        </Link>
      )}
    </>
  );
}

/** The way from its sources, down to the batches that were handed in, for whoever has that page. */
function MadeFrom({ code }: { readonly code: string }) {
  const say = useSay();
  const traced = useMyPages().some(({ pages }) => pages.some(({ path }) => path === '/lineage'));
  if (!traced) return null;
  return (
    <Link className="button" to={`/lineage/node?node=indicator/${encodeURIComponent(code)}`}>
      {say(figureWords.madeFrom)}
    </Link>
  );
}

/** A measure with its values, its definition in words, how that changed, and what was released and revised. */
export const measureDetail = {
  // What is counted stands below in words, and dimensions in a table of their own.
  fields: [
    'code',
    'titleZh',
    'titleEn',
    'unitZh',
    'unitEn',
    'kind',
    'grain',
    'direction',
    'owner',
    'audience',
  ],
  actions: (row: AnyRow) => (
    <>
      <MadeFrom code={String(row['code'])} />
      <MeasureActions row={row} />
    </>
  ),
  sections: (row: AnyRow, say: Say): readonly DetailSection[] => {
    const code = String(row['code']);
    const stands = row.meta.withdrawnAt === null;
    const dimensions = (row['dimensions'] ?? []) as MeasureDefinition['dimensions'];
    const shown = [
      { title: say(words.values), content: <MeasureValues code={code} /> },
      { title: say(words.inWords), content: <MeasureDefinitionLines code={code} /> },
      {
        title: say(sharingWords.sharing),
        content: (
          <MeasureSharing
            code={code}
            title={say({ zh: String(row['titleZh']), en: String(row['titleEn']) })}
            audience={row['audience'] as MeasureDefinition['audience']}
            dimensions={dimensions}
          />
        ),
      },
      { title: say(words.toldApartBy), content: <MeasureDimensions dimensions={dimensions} /> },
      { title: say(words.releases), content: <MeasureReleases code={code} /> },
      { title: say(words.versions), content: <MeasureVersions code={code} /> },
    ];
    // Out of force it has no values to show.
    const kept = new Set([say(words.inWords), say(words.toldApartBy), say(words.versions)]);
    return stands ? shown : shown.filter(({ title }) => kept.has(title));
  },
};
