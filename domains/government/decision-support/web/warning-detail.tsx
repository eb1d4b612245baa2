import { Link } from 'react-router';
import { type AnyRow, type DetailSection, ProblemNote, type Say, Skeleton, useCall, useSay } from '#ui';
import { fill } from '#kernel/texts';
import { grainNames, operations, type Level, type State, type WarningSeries } from '../contract.ts';
import { LevelTag } from './level-tag.tsx';
import { PointsView } from './points-view.tsx';
import { AnswerForm, WorkForms } from './work-forms.tsx';
import { words as riskWords } from './risk/words.ts';
import { words } from './words.ts';

const useSeries = (id: string) => useCall('decision-support', operations.series, { params: { id } });

function View({ series }: { readonly series: WarningSeries }) {
  const say = useSay();
  const { measure, measureTitle, unit, grain, points, detector, rowsPath, casePath } = series;
  const title =
    measure === null
      ? measureTitle
      : fill(words.seriesOf, {
          measure: measureTitle,
          grain: grainNames[grain] ?? { zh: grain, en: grain },
        });
  const average = detector?.kind === 'control' && detector.chart === 'ewma';
  return (
    <>
      <PointsView
        title={title}
        unit={unit}
        points={points}
        centre={detector?.kind === 'limits' ? words.clear : words.centre}
        average={average}
        {...(rowsPath === null ? {} : { rowsPath })}
      />
      {casePath !== null && (
        <div className="row">
          <Link className="button second" to={casePath}>
            {say(riskWords.seeCase)}
          </Link>
        </div>
      )}
    </>
  );
}

function Values({ id }: { readonly id: string }) {
  const asked = useSeries(id);
  if (asked.isPending) return <Skeleton lines={6} />;
  if (asked.isError) return <ProblemNote problem={asked.error} onRetry={() => void asked.refetch()} />;
  return <View series={asked.data} />;
}

function Work({ row }: { readonly row: AnyRow }) {
  const say = useSay();
  const id = String(row['id']);
  const asked = useSeries(id);
  if (asked.isPending) return <Skeleton lines={3} />;
  if (asked.isError) return <ProblemNote problem={asked.error} onRetry={() => void asked.refetch()} />;
  const { mayWork, mayAnswer } = asked.data;
  const works = mayWork && row['standing'] === true;
  return (
    <>
      {works && <WorkForms id={id} state={row['state'] as State} />}
      {mayAnswer && <AnswerForm id={id} />}
      {!works && !mayAnswer && <p className="quiet">{say(words.nothingToDo)}</p>}
    </>
  );
}

const shown = [
  'titleZh',
  'titleEn',
  'state',
  'period',
  'value',
  'over',
  'owner',
  'dataOwner',
  'outcome',
  'raisedAt',
  'levelAt',
  'acknowledgedAt',
  'verdict',
  'why',
  'happenedOn',
  'judgedAt',
  'measuresTaken',
  'evidence',
  'closedAt',
  'dataAnswer',
  'dataMended',
  'takenBackAt',
  'takenBackZh',
  'takenBackEn',
] as const;

/** A warning with what is to be done, its series, and the periods that made it. */
export const warningDetail = {
  fields: (row: AnyRow) => shown.filter((name) => row[name] !== null && row[name] !== undefined),
  lead: (row: AnyRow) => (
    <p>
      <LevelTag level={row['level'] as Level} />
    </p>
  ),
  actions: (row: AnyRow) => <SeeRule rule={String(row['rule'])} />,
  sections: (row: AnyRow, say: Say): readonly DetailSection[] => [
    { title: say(words.work), content: <Work row={row} /> },
    { title: say(words.values), content: <Values id={String(row['id'])} /> },
  ],
};

function SeeRule({ rule }: { readonly rule: string }) {
  return (
    <Link className="button second" to={`/decision-support/rules/${encodeURIComponent(rule)}`}>
      {useSay()(words.seeRule)}
    </Link>
  );
}
