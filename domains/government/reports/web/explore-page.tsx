import { Link, useSearchParams } from 'react-router';
import {
  EmptyState,
  FreshnessTag,
  PageHead,
  ProblemNote,
  SimulatedTag,
  Skeleton,
  useCall,
  useMay,
  useSay,
} from '#ui';
import { operations, type Composable, type GridBlock, type Theme } from '../contract.ts';
import { ExploreTools, Narrowed } from './explore-tools.tsx';
import { drilled, lookingOf, narrowed, searchOf, whereText, type Looking } from './explore-state.ts';
import { GridChart, GridTable } from './grid-view.tsx';
import { words } from './words.ts';

interface Exploring {
  readonly looking: Looking;
  readonly measure: Composable;
}

function Deeper({ to, name, more }: { readonly to: Looking; readonly name: string; readonly more: boolean }) {
  const say = useSay();
  return (
    <Link to={`?${new URLSearchParams(searchOf(to))}`} aria-label={say(words.drill, { value: name })}>
      {name}
      {more ? ' ›' : ''}
    </Link>
  );
}

/** Never a value of a dimension: the whole. */
const isTotal = (key: string): boolean => key === '*';

function Shown({ grid, looking, measure }: Exploring & { readonly grid: GridBlock }) {
  const say = useSay();
  const { rows, columns } = looking;
  if (looking.as !== 'table') return <GridChart grid={grid} draw={looking.as} />;
  if (rows === undefined) return <GridTable grid={grid} />;
  const more = columns !== undefined || measure.dimensions.length > 1;
  return (
    <GridTable
      grid={grid}
      rowName={({ key, title, total }) =>
        total ? say(title) : <Deeper to={drilled(looking, key, measure)} name={say(title)} more={more} />
      }
      columnName={({ key, title }) =>
        columns === undefined || isTotal(key) ? (
          say(title)
        ) : (
          <Deeper to={narrowed(looking, key)} name={say(title)} more={false} />
        )
      }
    />
  );
}

interface GroundProps {
  readonly grid: GridBlock;
  readonly asOf: string | null;
  readonly simulated: boolean;
  readonly code: string;
}

/** As of when, in which unit, invented or not; and where the measure is defined. */
function Ground({ grid: { unit }, asOf, simulated, code }: GroundProps) {
  const say = useSay();
  return (
    <p className="row small">
      {asOf === null ? say(words.noData) : <FreshnessTag asOf={asOf} />}
      {simulated && <SimulatedTag />}
      {unit && (
        <span className="quiet">
          {say(words.unit)}: {say(unit)}
        </span>
      )}
      <Link to={`/indicators/measures/${code}`}>{say(words.definition)}</Link>
    </p>
  );
}

function Looked({ looking, measure }: Exploring) {
  const say = useSay();
  const { theme: _theme, as: _as, where, ...rest } = looking;
  const query = { ...rest, ...(Object.keys(where).length > 0 ? { where: whereText(where) } : {}) };
  const asked = useCall('reports', operations.explore, { query }, { keep: true });
  if (asked.isPending) return <Skeleton lines={8} />;
  if (asked.isError) return <ProblemNote problem={asked.error} onRetry={() => void asked.refetch()} />;
  const { blocks, asOf, simulated } = asked.data;
  const [block] = blocks;
  if (block?.kind === 'fault') return <p className="notice warn">{say(block.detail)}</p>;
  if (block?.kind !== 'grid') return null;
  return (
    <section className="stack" aria-label={say(block.grid.title)}>
      <Ground grid={block.grid} asOf={asOf} simulated={simulated} code={measure.code} />
      <Shown grid={block.grid} looking={looking} measure={measure} />
      {block.grid.hides && <p className="small quiet">{say(words.hiddenTitle)}</p>}
    </section>
  );
}

function Subjects({ themes, looking }: { readonly themes: readonly Theme[]; readonly looking: Looking }) {
  const say = useSay();
  const chosen = themes.find(({ code }) => code === looking.theme);
  return (
    <nav aria-label={say(words.subject)} className="stack tight">
      <ul className="plain row">
        {themes.map(({ code, title, measures, dimensions: [rows] }) => (
          <li key={code}>
            <Link
              className={code === looking.theme ? 'button primary' : 'button'}
              aria-current={code === looking.theme ? 'true' : undefined}
              to={`?${new URLSearchParams({ theme: code, measure: measures[0] ?? '', ...(rows ? { rows } : {}) })}`}
            >
              {say(title)}
            </Link>
          </li>
        ))}
      </ul>
      {chosen && <p className="small quiet">{say(chosen.note)}</p>}
    </nav>
  );
}

interface Materials {
  readonly measures: readonly Composable[];
  readonly themes: readonly Theme[];
}

function Explorer({ measures, themes }: Materials) {
  const say = useSay();
  const [search, setSearch] = useSearchParams();
  const looking = lookingOf(search, themes[0]?.measures[0] ?? measures[0]?.code ?? '');
  const measure = measures.find(({ code }) => code === looking.measure);
  const theme = themes.find(({ code }) => code === looking.theme);
  const offered = theme ? measures.filter(({ code }) => theme.measures.includes(code)) : measures;
  const look = (next: Looking) => setSearch(searchOf(next));
  return (
    <div className="stack">
      <Subjects themes={themes} looking={looking} />
      {measure ? (
        <>
          <ExploreTools looking={looking} measure={measure} offered={offered} onLook={look} />
          <Narrowed looking={looking} measure={measure} />
          <Looked looking={looking} measure={measure} />
        </>
      ) : (
        <EmptyState title={say(words.nothing)} />
      )}
    </div>
  );
}

function Keep() {
  const say = useSay();
  const may = useMay();
  const [search] = useSearchParams();
  if (!may('reports:compose') || !search.has('measure')) return null;
  return (
    <Link className="button" to={`/reports/compose?${search}`}>
      {say(words.saveAsReport)}
    </Link>
  );
}

/** Measures looked at from any side, by clicking; all of it stands in the address. */
export function ExplorePage() {
  const say = useSay();
  const asked = useCall('reports', operations.materials, {});
  return (
    <div className="stack">
      <PageHead title={say(words.explore)} lead={say(words.exploreLead)} actions={<Keep />} />
      {asked.isPending && <Skeleton lines={8} />}
      {asked.isError && <ProblemNote problem={asked.error} onRetry={() => void asked.refetch()} />}
      {asked.data && <Explorer measures={asked.data.measures} themes={asked.data.themes} />}
    </div>
  );
}
