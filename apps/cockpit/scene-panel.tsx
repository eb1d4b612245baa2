import { useSay } from '#ui';
import type { Board, Indicator } from '#platform/sense/indicators/contract';
import type { ListView, SceneContent } from '#domains/management/operations-centre/contract';
import { Bars } from './bars.tsx';
import { Figure } from './figure.tsx';
import { barsOf, compareBars, figureOf, restOf } from './figures.ts';
import { Panel } from './panel.tsx';
import { Rows } from './rows.tsx';
import { Spark } from './spark.tsx';
import { useMedia, wideWall } from './use-media.ts';
import { type PanelView, useView } from './view.ts';
import { words } from './words.ts';

interface Props {
  readonly panel: PanelView;
  readonly board: Board;
  readonly content: SceneContent | undefined;
  readonly tall?: boolean;
  /** Where the wall is wide, it stands from top to bottom. */
  readonly whole?: boolean;
}

const codesIn = ({ lead, figures, bars, compare, spark }: PanelView): string[] => [
  ...new Set([lead, ...figures, bars, ...compare, spark].filter((code) => code !== undefined)),
];

const nothingIn = ({ list }: PanelView, found: readonly (Indicator | undefined)[]): boolean =>
  list === undefined && found.every((figure) => figure === undefined);

/** How a panel takes part in the layout: one with rows grows. */
const kindOf = ({ list }: PanelView, tall: boolean): string =>
  `${list === undefined ? '' : 'grows'} ${tall ? 'tall' : ''}`;

/** A panel as the city composes it: a figure that stands out, others, their parts, how they compare, rows, days. */
export function ScenePanel({ panel, board, content, tall = false, whole = false }: Props) {
  const { lead, figures, bars, compare, spark, list, defined, most } = panel;
  const of = (code: string | undefined) => (code === undefined ? undefined : figureOf(board, code));
  const found = codesIn(panel).map(of);
  const roomy = useMedia(wideWall) && whole;
  const rows = content?.lists.find(({ code }) => code === list);
  return (
    <Panel title={panel.title} figures={found} simulated={anyInvented(rows)} kind={kindOf(panel, tall)}>
      <Figure figure={of(lead)} size="great" defined={defined || roomy} />
      <Figures figures={figures.map(of)} />
      <PartBars figure={of(bars)} panel={panel} most={roomy ? 2 * most : most} />
      <Compared figures={compare.map(of)} panel={panel} />
      {list !== undefined && <Rows list={rows} most={most} />}
      <Spark figure={of(spark)} />
      {nothingIn(panel, found) && <SignInFirst />}
    </Panel>
  );
}

const anyInvented = (list: ListView | undefined): boolean =>
  list?.rows.some(({ simulated }) => simulated) ?? false;

/** Figures for those who are in alone: says so, instead of an empty panel. */
function SignInFirst() {
  const say = useSay();
  return <p className="small-head">{say(words.forSignedIn)}</p>;
}

function Figures({ figures }: { readonly figures: readonly (Indicator | undefined)[] }) {
  const known = figures.flatMap((figure) => figure ?? []);
  if (known.length === 0) return null;
  return (
    <div className="figures">
      {known.map((figure) => (
        <Figure key={figure.code} figure={figure} />
      ))}
    </div>
  );
}

interface BarsProps {
  readonly figure: Indicator | undefined;
  readonly panel: PanelView;
  readonly most: number;
}

function PartBars({ figure, panel: { barsTitle }, most }: BarsProps) {
  const say = useSay();
  if (!figure) return null;
  const bars = barsOf(figure);
  // The parts of a measure's mean or share are values of their own, which add up to nothing.
  const sum = figure.kind === 'count' || figure.grain !== undefined ? undefined : restOf(figure);
  const left = bars.length - most;
  const label = barsTitle ? say(barsTitle) : `${say(figure.title)} (${say(figure.partsUnit)})`;
  return (
    <>
      {bars.length > 0 && barsTitle && <p className="small-head">{label}</p>}
      {bars.length > 0 && <Bars bars={bars.slice(0, most)} whole={sum} label={label} />}
      {left > 0 && <p className="small-head">{say(words.moreParts, { count: left })}</p>}
      {figure.partsHidden && <p className="small-head">{say(words.partsAfterSignIn)}</p>}
    </>
  );
}

interface ComparedProps {
  readonly figures: readonly (Indicator | undefined)[];
  readonly panel: PanelView;
}

/** Figures as shares of the first of them. */
function Compared({ figures, panel }: ComparedProps) {
  const say = useSay();
  const { signedIn } = useView();
  const bars = compareBars(figures, signedIn);
  if (bars.length === 0) return null;
  return <Bars bars={bars} whole={figures[0]?.value ?? undefined} label={say(panel.title)} />;
}
