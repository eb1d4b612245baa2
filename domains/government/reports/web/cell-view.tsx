import { Link } from 'react-router';
import { number, SimulatedTag, Tag, useLanguage, useSay } from '#ui';
import type { Cell } from '../contract.ts';
import { words } from './words.ts';

/** A figure as it is written: a change with its sign. */
export function useFigure() {
  const say = useSay();
  const { language } = useLanguage();
  return ({ value, state, percent }: Pick<Cell, 'value' | 'state' | 'percent'>): string => {
    if (state === 'hidden') return say(words.hidden);
    if (value === null) return '—';
    const shown = number(value, language, percent ? 1 : 2);
    return percent ? `${value > 0 ? '+' : ''}${shown}%` : shown;
  };
}

/** What was revised after an issue was run. */
function Since({ now }: { readonly now: NonNullable<Cell['now']> }) {
  const say = useSay();
  const { language } = useLanguage();
  const shown = now.value === null ? say(words.noData) : number(now.value, language, 2);
  return (
    <span className="small report-revised">
      {say(now.withheld ? words.withheld : words.revisedSince, { now: shown })}
    </span>
  );
}

interface CellProps {
  readonly cell: Cell;
  /** Of its row and column, for whoever hears the link without seeing where it stands. */
  readonly name: string;
  readonly column: string;
  /** Others beside it are real: it says of itself that it is invented. */
  readonly marked?: boolean;
  /** Its column says already that the period runs. */
  readonly running?: boolean;
}

/** What is to be known of a figure besides. */
function Marks({ cell, marked = false, running = false }: Pick<CellProps, 'cell' | 'marked' | 'running'>) {
  const say = useSay();
  const { path, simulated, revised, now } = cell;
  return (
    <>
      {isRunning(cell) && !running && <span className="small quiet"> {say(words.provisional)}</span>}
      {revised && <span className="small quiet"> {say(words.revised)}</span>}
      {marked && simulated && path !== null && (
        <>
          {' '}
          <SimulatedTag />
        </>
      )}
      {now && <Since now={now} />}
    </>
  );
}

/** One figure: it opens into its rows, and bears its marks. */
export function CellView(props: CellProps) {
  const { cell, name, column } = props;
  const say = useSay();
  const figure = useFigure()(cell);
  const { path, state, value } = cell;
  return (
    <>
      {path === null ? (
        <span className={value === null ? 'quiet' : undefined} {...hiddenTitle(state === 'hidden', say)}>
          {figure}
        </span>
      ) : (
        <Link to={path} aria-label={say(words.openRows, { name, column, value: figure })}>
          {figure}
        </Link>
      )}
      <Marks {...props} />
    </>
  );
}

const isRunning = ({ state, value, percent }: Cell): boolean =>
  state === 'provisional' && value !== null && !percent;

const hiddenTitle = (isHidden: boolean, say: ReturnType<typeof useSay>) =>
  isHidden ? { title: say(words.hiddenTitle) } : {};

/** A figure that stands alone, large, with what stands beside it. */
export function FigureView({
  cells,
  titles,
  unit,
}: {
  readonly cells: readonly Cell[];
  readonly titles: readonly string[];
  readonly unit: string;
}) {
  const [first, ...beside] = cells;
  const [period = '', ...names] = titles;
  if (!first) return null;
  return (
    <p className="row report-figure">
      <span className="report-number">
        <CellView cell={first} name={unit} column={period} /> <span className="small">{unit}</span>
      </span>
      {beside.map((cell, index) => (
        <Tag key={names[index]}>
          {names[index]} <CellView cell={cell} name={names[index] ?? ''} column={period} />
        </Tag>
      ))}
    </p>
  );
}
