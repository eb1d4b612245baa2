import { Link, useParams } from 'react-router';
import {
  Chart,
  type ChartData,
  DetailPage,
  type DetailSection,
  DrillPath,
  FieldList,
  PageTitle,
  ProblemNote,
  Skeleton,
  Time,
  useCall,
  useMyPages,
  useSay,
} from '#ui';
import { operations, type Indicator } from '../contract.ts';
import { FigureSimulated, FigureValue } from './figure-value.tsx';
import { PartsOfFigure } from './parts-of-figure.tsx';
import { RowsBehind } from './rows-behind.tsx';
import { words } from './words.ts';

const everyMs = 30_000;

const seriesOf = ({ title, unit, series }: Indicator): ChartData => ({
  title: words.series,
  unit,
  kind: 'line',
  categories: series.map(({ day }) => day),
  categoryLabel: words.day,
  series: [{ name: title, values: series.map(({ value }) => value) }],
});

function Facts({ indicator }: { readonly indicator: Indicator }) {
  const say = useSay();
  const { stale, asOf, computedAt, owner, source, definition } = indicator;
  return (
    <>
      {stale && (
        <p role="status">{say(words.staleSince, { since: stale.since, source: say(stale.source) })}</p>
      )}
      <FieldList
        lines={[
          { name: 'value', label: say(words.value), value: <FigureValue indicator={indicator} /> },
          { name: 'definition', label: say(words.definition), value: say(definition) },
          { name: 'asOf', label: say(words.asOf), value: asOf ? <Time at={asOf} /> : say(words.noData) },
          {
            name: 'computedAt',
            label: say(words.computedAt),
            value: computedAt ? <Time at={computedAt} /> : say(words.notMeasured),
          },
          { name: 'source', label: say(words.source), value: say(source) },
          { name: 'owner', label: say(words.owner), value: owner ? say(owner.name) : '—' },
        ]}
      />
    </>
  );
}

/** Rows that stand on this very page are not linked to. */
function Open({ indicator }: { readonly indicator: Indicator }) {
  const say = useSay();
  const { drill, code } = indicator;
  const traced = useMyPages().some(({ pages }) => pages.some(({ path }) => path === '/lineage'));
  const opens = drill.allowed && drill.path !== `/indicators/${code}`;
  return (
    <>
      {!drill.allowed && <span className="quiet">{say(words.mayNotOpen)}</span>}
      {opens && (
        <Link className="button primary" to={drill.path}>
          {say(words.openRows)}
        </Link>
      )}
      {traced && (
        <Link className="button" to={`/lineage/node?node=indicator/${code}`}>
          {say(words.madeFrom)}
        </Link>
      )}
    </>
  );
}

/** One figure: what it says, what it counts, how it went, its parts, its rows. */
export function IndicatorPage() {
  const say = useSay();
  const { code = '' } = useParams();
  const asked = useCall('indicators', operations.get, { params: { code } }, { everyMs });
  if (asked.isPending) return <Skeleton lines={8} />;
  if (asked.isError) return <ProblemNote problem={asked.error} onRetry={() => void asked.refetch()} />;
  const indicator = asked.data;
  const { drill, parts, series } = indicator;
  const sections: DetailSection[] = [];
  if (series.length > 0)
    sections.push({ title: say(words.series), content: <Chart data={seriesOf(indicator)} /> });
  if (parts.length > 0)
    sections.push({ title: say(words.parts), content: <PartsOfFigure indicator={indicator} /> });
  if (drill.allowed && drill.path === `/indicators/${code}`)
    sections.push({ title: say(words.rows), content: <RowsBehind code={code} /> });
  return (
    <>
      <PageTitle title={say(indicator.title)} />
      <DrillPath
        label={say(words.indicators)}
        steps={[{ label: say(words.indicators), to: '/indicators' }, { label: say(indicator.title) }]}
      />
      <DetailPage
        page
        title={say(indicator.title)}
        tags={<FigureSimulated indicator={indicator} />}
        actions={<Open indicator={indicator} />}
        sections={sections}
      >
        <Facts indicator={indicator} />
      </DetailPage>
    </>
  );
}
