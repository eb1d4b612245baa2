import { Link } from 'react-router';
import { type AnyRow, type DetailSection, type Say, ScrollRegion, useMay, useSay } from '#ui';
import { type Leaf, type SchemeDefinition, scoringNames, weightingNames } from '../contract.ts';
import { PreviewView } from './preview-view.tsx';
import { SchemeWork } from './scheme-work.tsx';
import { Heads } from './shown.tsx';
import { words } from './words.ts';

const heads = [words.criterion, words.how, words.weight];

const weightsOf = (weighting: SchemeDefinition['weighting'], at: number): string =>
  weighting.method === 'given' ? String(weighting.weights[at] ?? 0) : '';

function Basis({ leaf }: { readonly leaf: Leaf }) {
  const say = useSay();
  if (leaf.kind === 'evidence')
    return (
      <>
        {say(words.byEvidence)}: {say(leaf.asks)}
      </>
    );
  return (
    <>
      <Link to={`/indicators/measures/${leaf.measure}`}>{say(words.byMeasure)}</Link> ·{' '}
      {say(scoringNames[leaf.scoring.method])}
      {leaf.scoring.method === 'target' && ` (${leaf.scoring.floor} → ${leaf.scoring.target})`}
    </>
  );
}

function Criteria({ scheme }: { readonly scheme: SchemeDefinition }) {
  const say = useSay();
  const way = (weighting: SchemeDefinition['weighting'], at: number) =>
    `${say(weightingNames[weighting.method])} ${weightsOf(weighting, at)}`;
  return (
    <ScrollRegion label={say(words.criteria)}>
      <table className="data-table" aria-label={say(words.criteria)}>
        <Heads heads={heads} />
        <tbody>
          {scheme.groups.flatMap((group, at) => [
            <tr key={group.code}>
              <th scope="row">{say(group.title)}</th>
              <td>{say(words.groupsLevel)}</td>
              <td>{way(scheme.weighting, at)}</td>
            </tr>,
            ...group.leaves.map((leaf, place) => (
              <tr key={leaf.code}>
                <td>{say(leaf.title)}</td>
                <td>
                  <Basis leaf={leaf} />
                </td>
                <td>{way(group.weighting, place)}</td>
              </tr>
            )),
          ])}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Actions({ row }: { readonly row: AnyRow }) {
  const say = useSay();
  const may = useMay();
  const code = encodeURIComponent(String(row['code']));
  return (
    <>
      {may('performance:manage') && row['state'] === 'draft' && (
        <Link className="button second" to={`/performance/schemes/new?scheme=${code}`}>
          {say(words.change_)}
        </Link>
      )}
      <Link className="button second" to={`/performance/judgements?scheme=${code}`}>
        {say(words.seeJudgements)}
      </Link>
      <Link className="button second" to={`/performance/results?scheme=${code}`}>
        {say(words.seeResults)}
      </Link>
    </>
  );
}

/** A scheme: its criteria, what the office does next, and the result as it would be now. */
export const schemeDetail = {
  fields: ['code', 'titleZh', 'titleEn', 'state', 'begins', 'ends', 'office', 'units', 'openedAt'],
  actions: (row: AnyRow) => <Actions row={row} />,
  sections: (row: AnyRow, say: Say): readonly DetailSection[] => {
    const scheme = row['definition'] as SchemeDefinition;
    return [
      { title: say(words.criteria), content: <Criteria scheme={scheme} /> },
      { title: say(words.work), content: <SchemeWork scheme={scheme} state={String(row['state'])} /> },
      { title: say(words.preview), content: <PreviewView code={scheme.code} state={String(row['state'])} /> },
    ];
  },
};
