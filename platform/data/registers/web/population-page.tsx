import { Link, useSearchParams } from 'react-router';
import {
  Chart,
  DrillPath,
  EmptyState,
  HeadRow,
  number,
  PageHead,
  ProblemNote,
  ScrollRegion,
  SimulatedTag,
  Skeleton,
  useCall,
  useLanguage,
  useMay,
  useSay,
} from '#ui';
import { operations, type Population } from '../contract.ts';
import { texts } from './population-texts.ts';

const columns = ['total', 'registered', 'resident', 'children', 'working', 'old'] as const;
const villageDigits = 12;
const gridDigits = 15;

/** A count in the reader's way of writing; a dash for one that is left out. */
function Count({ value }: { readonly value: number | null }) {
  const { language } = useLanguage();
  return <>{value === null ? '—' : number(value, language)}</>;
}

const linkTo = (code: string): string => `?division=${code}`;

/** Where one is: each step a way back. */
function Where({ division, above }: Pick<Population, 'division' | 'above'>) {
  const say = useSay();
  if (division === null) return null;
  const outer = above.filter(({ code }) => code.length > 6);
  const steps = [
    { label: say(texts.city), to: '?' },
    ...outer.map(({ code, name }) => ({ label: say(name), to: linkTo(code) })),
    { label: say(division.name) },
  ];
  return <DrillPath label={say(texts.where)} steps={steps} />;
}

/** A grid: to its people's counts, and to the houses that lie in it for whoever may see them. */
function GridName({
  code,
  name,
}: {
  readonly code: string;
  readonly name: Population['areas'][number]['name'];
}) {
  const say = useSay();
  const may = useMay();
  return (
    <>
      <Link to={linkTo(code)}>{say(name)}</Link>{' '}
      {may('registers:grids') && (
        <Link className="small" to={`/registers/grid-houses?grid=${code}`}>
          {say(texts.houses)}
        </Link>
      )}
    </>
  );
}

/** The name of an area: to what lies in it, and from a village to its people for whoever may see them. */
function AreaName({ area, rows }: { readonly area: Population['areas'][number]; readonly rows: boolean }) {
  const say = useSay();
  if (area.code === null) return <>{say(area.name)}</>;
  if (area.code.length >= gridDigits) return <GridName code={area.code} name={area.name} />;
  if (area.code.length < villageDigits) return <Link to={linkTo(area.code)}>{say(area.name)}</Link>;
  return (
    <>
      <Link to={linkTo(area.code)}>{say(area.name)}</Link>
      {rows && (
        <>
          {' '}
          <Link className="small" to={`/registers/persons?division=${area.code}`}>
            {say(texts.rows)}
          </Link>
        </>
      )}
    </>
  );
}

function Areas({ areas, rows }: Pick<Population, 'areas' | 'rows'>) {
  const say = useSay();
  return (
    <ScrollRegion label={say(texts.areas)}>
      <table className="data-table whole">
        <HeadRow names={['area', ...columns]} texts={texts} />
        <tbody>
          {areas.map((area) => (
            <tr key={area.code ?? 'none'}>
              <th scope="row">
                <AreaName area={area} rows={rows} />
              </th>
              {columns.map((name) => (
                <td key={name} className="number">
                  <Count value={area[name]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

/** Pixels in which each group of ages has its name beside it. */
const heightOf = (groups: number): number => 72 + 24 * groups;

const ageName = (from: number): string => (from >= 100 ? '100+' : `${from}–${from + 4}`);

const kinds = ['born', 'movedIn', 'movedOut', 'died'] as const;

/** Who came and went; where every month is small there is nothing to draw. */
function Movements({ months }: Pick<Population, 'months'>) {
  const say = useSay();
  if (months.every((month) => kinds.every((kind) => !month[kind])))
    return (
      <section>
        <h2>{say(texts.movements)}</h2>
        <EmptyState title={say(texts.noMonths)} hint={say(texts.smallMonths)} />
      </section>
    );
  return (
    <Chart
      data={{
        title: texts.movements,
        unit: texts.people,
        kind: 'bar',
        categories: months.map(({ month }) => month),
        categoryLabel: texts.month,
        note: texts.smallMonths,
        series: kinds.map((name) => ({ name: texts[name], values: months.map((month) => month[name]) })),
      }}
    />
  );
}

function Charts({ ages, months }: Pick<Population, 'ages' | 'months'>) {
  return (
    <>
      <Chart
        height={heightOf(ages.length)}
        data={{
          title: texts.pyramid,
          unit: texts.people,
          kind: 'row',
          categories: ages.map(({ from }) => ageName(from)),
          categoryLabel: texts.age,
          series: [
            { name: texts.men, values: ages.map(({ men }) => men) },
            { name: texts.women, values: ages.map(({ women }) => women) },
          ],
        }}
      />
      <Movements months={months} />
    </>
  );
}

/** How many live where, how old they are, and who came and went; from the city down to a village. */
export function PopulationPage() {
  const say = useSay();
  const [search] = useSearchParams();
  const division = search.get('division') ?? undefined;
  const asked = useCall('registers', operations.population, { query: division ? { division } : {} });
  return (
    <div className="stack">
      <PageHead title={say(texts.title)} lead={say(texts.lead)} />
      {asked.isPending && <Skeleton lines={8} />}
      {asked.isError && <ProblemNote problem={asked.error} onRetry={() => void asked.refetch()} />}
      {asked.data && <Found population={asked.data} />}
    </div>
  );
}

function Found({ population }: { readonly population: Population }) {
  const say = useSay();
  const { total, areas, rows, simulated } = population;
  return (
    <>
      <Where {...population} />
      {areas.length === 0 && <EmptyState title={say(texts.nobody)} hint={say(texts.nobodyHint)} />}
      {areas.length > 0 && (
        <>
          <p className="row">
            <strong>
              {say(texts.total)}: <Count value={total} />
            </strong>
            {simulated && <SimulatedTag />}
          </p>
          {!rows && <p className="hint">{say(texts.small)}</p>}
          <Charts {...population} />
          <h2>{say(texts.areas)}</h2>
          <Areas areas={areas} rows={rows} />
        </>
      )}
    </>
  );
}
