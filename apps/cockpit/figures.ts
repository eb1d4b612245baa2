import type { Text } from '#kernel/texts';
import type { Board, Indicator, Point } from '#platform/sense/indicators/contract';
import type { SceneContent } from '#domains/management/operations-centre/contract';
import type { Bar } from './bars.tsx';

/** The figure of that code, when the reader may see it. */
export const figureOf = (board: Board, code: string): Indicator | undefined =>
  board.items.find((each) => each.code === code);

/** The board with the measures of the scene that stands, which a panel names by their codes as it does figures. */
export const withMeasures = (board: Board, content: Pick<SceneContent, 'figures'> | undefined): Board =>
  content === undefined || content.figures.length === 0
    ? board
    : { ...board, items: [...board.items, ...content.figures] };

/** Whether anything that is shown was invented. */
export const anySimulated = (figures: readonly (Indicator | undefined)[]): boolean =>
  figures.some((each) => each?.simulated === true);

/** What has gone stale among some figures, said once a source with its oldest instant. */
export function staleSources(
  figures: readonly (Indicator | undefined)[],
): { readonly since: string; readonly source: Text }[] {
  const bySource = new Map<string, { since: string; source: Text }>();
  for (const stale of figures.flatMap((each) => each?.stale ?? [])) {
    const known = bySource.get(stale.source.zh);
    if (!known || stale.since < known.since) bySource.set(stale.source.zh, stale);
  }
  return [...bySource.values()];
}

/** Change against the day before the last, or undefined when either has no value. */
export function sinceYesterday(series: readonly Point[]): number | undefined {
  const [before, last] = series.slice(-2);
  if (!before || !last || before.value === null || last.value === null) return undefined;
  return dayAfter(before.day) === last.day ? last.value - before.value : undefined;
}

const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** Where a figure leads: its rows for those who may see them or sign in to, else the page that says what it counts. */
export const figureAddress = (
  { code, drill }: Pick<Indicator, 'code' | 'drill'>,
  signedIn: boolean,
): string => `/console${drill.allowed || !signedIn ? drill.path : `/indicators/${code}`}`;

/** Share of the greatest, 0 to 1, for the length of a bar. */
export const shareOf = (value: number, greatest: number): number =>
  greatest > 0 ? Math.max(0, Math.min(1, value / greatest)) : 0;

/** What is counted in a town: how many, undefined without data, and where those rows are. */
export interface TownCount {
  readonly value: number | undefined;
  readonly path: string | undefined;
}

export interface TownLine {
  readonly code: string;
  readonly name: Text;
  /** One a figure, in their order. */
  readonly counts: readonly TownCount[];
}

/** A figure's part of one town; no part of a figure that has a value is none, which is zero. */
function countIn(town: string, figure: Indicator | undefined): TownCount {
  if (!figure || figure.value === null) return { value: undefined, path: undefined };
  const part = figure.parts.find(({ key }) => key === town);
  return { value: part?.value ?? 0, path: part?.path ?? undefined };
}

/** The towns in the order of their codes with what is counted in each; what lies in no known town comes last. */
export function townLines(
  towns: readonly { readonly code: string; readonly name: Text }[],
  figures: readonly (Indicator | undefined)[],
): TownLine[] {
  const names = new Map(towns.map(({ code, name }) => [code, name]));
  for (const { key, title } of figures.flatMap((figure) => figure?.parts ?? []))
    if (!names.has(key)) names.set(key, title);
  return [...names].map(([code, name]) => ({
    code,
    name,
    counts: figures.map((figure) => countIn(code, figure)),
  }));
}

/** Parts that are no good news, by what modules call them. */
const tones: Readonly<Record<string, Bar['tone']>> = {
  returned: 'amber',
  late: 'amber',
  orange: 'amber',
  yellow: 'amber',
  red: 'seal',
  never: 'river',
  blue: 'river',
  none: 'river',
};

/** A figure's parts, each with its rows. */
export const barsOf = (figure: Indicator): Bar[] =>
  figure.parts.map(({ key, title, value, path }) => ({
    key,
    title,
    value,
    href: path === null ? undefined : `/console${path}`,
    tone: tones[key] ?? 'celadon',
  }));

/** The whole of which the parts of a share are, where they add up to one. */
export const restOf = ({ parts }: Pick<Indicator, 'parts'>): number | undefined =>
  parts.length === 0 ? undefined : parts.reduce((sum, { value }) => sum + value, 0);

/** Figures as bars beside each other; one without data is left out. */
export const compareBars = (figures: readonly (Indicator | undefined)[], signedIn: boolean): Bar[] =>
  figures.flatMap((figure): Bar[] =>
    figure === undefined || figure.value === null
      ? []
      : [
          {
            key: figure.code,
            title: figure.title,
            value: figure.value,
            href: figureAddress(figure, signedIn),
          },
        ],
  );
