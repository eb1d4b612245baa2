import { useSay } from '#ui';
import type { Board, Indicator } from '#platform/sense/indicators/contract';
import { type Bar, Bars } from './bars.tsx';
import { Figure } from './figure.tsx';
import { figureOf } from './figures.ts';
import { Panel } from './panel.tsx';
import { Spark } from './spark.tsx';
import { useView } from './view.ts';
import { words } from './words.ts';

interface Props {
  readonly board: Board;
}

const mostDepartments = 7;

const barsOf = (figure: Indicator | undefined, tones: Readonly<Record<string, Bar['tone']>> = {}): Bar[] =>
  (figure?.parts ?? []).map(({ key, title, value, path }) => ({
    key,
    title,
    value,
    href: path === null ? undefined : `/console${path}`,
    tone: tones[key] ?? 'celadon',
  }));

/** From a finding to its mending: how much is mended in time, what is open and with whom. */
export function LoopPanel({ board }: Props) {
  const say = useSay();
  const mended = figureOf(board, 'findings-mended-in-time');
  const open = figureOf(board, 'findings-open');
  const contested = figureOf(board, 'findings-contested');
  const closed = figureOf(board, 'findings-closed');
  const departments = barsOf(open);
  const rest = departments.length - mostDepartments;
  return (
    <Panel area="loop" title={words.loop} figures={[mended, open, contested, closed]}>
      <Figure figure={mended} size="great" defined={departments.length === 0} />
      <div className="figures">
        <Figure figure={open} />
        <Figure figure={contested} />
        <Figure figure={closed} />
      </div>
      {departments.length > 0 && (
        <>
          <p className="small-head">{say(words.byDepartment)}</p>
          <Bars bars={departments.slice(0, mostDepartments)} label={say(words.byDepartment)} />
          {rest > 0 && <p className="small-head">{say(words.moreParts, { count: rest })}</p>}
        </>
      )}
      {open?.partsHidden && <p className="small-head">{say(words.afterSignIn)}</p>}
    </Panel>
  );
}

/** What departments handed in. */
export function DeliveriesPanel({ board }: Props) {
  const say = useSay();
  const batches = figureOf(board, 'deliveries-day');
  const rows = figureOf(board, 'rows-collected-day');
  return (
    <Panel area="deliveries" title={words.deliveries} figures={[batches, rows]}>
      <div className="figures">
        <Figure figure={batches} size="great" />
        <Figure figure={rows} size="great" />
      </div>
      <Bars bars={barsOf(rows).slice(0, 5)} label={say(words.deliveries)} />
      <Spark figure={rows} />
    </Panel>
  );
}

/** How good it was. */
export function QualityPanel({ board }: Props) {
  const good = figureOf(board, 'rows-good');
  return (
    <Panel area="quality" title={words.quality} figures={[good]}>
      <Figure figure={good} size="great" defined />
      <PartBars figure={good} tones={{ returned: 'amber' }} />
      <Spark figure={good} />
    </Panel>
  );
}

/** Datasets that come when they should. */
export function FreshnessPanel({ board }: Props) {
  const fresh = figureOf(board, 'datasets-fresh');
  return (
    <Panel area="freshness" title={words.freshness} figures={[fresh]}>
      <Figure figure={fresh} size="great" defined />
      <PartBars figure={fresh} tones={{ late: 'amber', never: 'river' }} />
    </Panel>
  );
}

function PartBars({
  figure,
  tones,
}: {
  readonly figure: Indicator | undefined;
  readonly tones: Readonly<Record<string, Bar['tone']>>;
}) {
  const say = useSay();
  if (!figure || figure.parts.length === 0) return null;
  const whole = figure.parts.reduce((sum, { value }) => sum + value, 0);
  return (
    <Bars
      bars={barsOf(figure, tones)}
      whole={whole}
      label={`${say(figure.title)} (${say(figure.partsUnit)})`}
    />
  );
}

/** One person, one record: how many departments' data meet in one. */
export function RegistersPanel({ board }: Props) {
  const say = useSay();
  const { signedIn } = useView();
  const all = figureOf(board, 'persons-registered');
  const figures = ['persons-two-sources', 'persons-three-sources'].map((code) => figureOf(board, code));
  const bars = [all, ...figures].flatMap((figure): Bar[] =>
    figure?.value === null || !figure
      ? []
      : [
          {
            key: figure.code,
            title: figure.title,
            value: figure.value,
            href: `/console${figure.drill.allowed || !signedIn ? figure.drill.path : `/indicators/${figure.code}`}`,
          },
        ],
  );
  return (
    <Panel area="registers" title={words.registers} figures={[all, ...figures]}>
      <div className="figures">
        {figures.map((figure) => figure && <Figure key={figure.code} figure={figure} />)}
      </div>
      {bars.length > 0 && <Bars bars={bars} whole={all?.value ?? undefined} label={say(words.registers)} />}
    </Panel>
  );
}
