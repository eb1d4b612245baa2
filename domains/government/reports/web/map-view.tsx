import { type ReactNode, useMemo } from 'react';
import type { Feature, FeatureCollection, Geometry } from 'geojson';
import { type Bounds, CityMap, type MapLayer, number, Skeleton, useCall, useLanguage, useSay } from '#ui';
import type { Result } from '#kernel/operation';
import { fill } from '#kernel/texts';
import { operations } from '#platform/sense/indicators/contract';
import type { GridBlock } from '../contract.ts';
import { words } from './words.ts';

const colours = ['celadon-soft', 'celadon', 'celadon-deep', 'ink'] as const;
const around: Bounds = [120.85, 29.65, 121.45, 30.35];

/** The limits of classes with about as many towns in each: the least value of every class. */
function limitsOf(values: readonly number[]): number[] {
  const sorted = [...new Set(values)].toSorted((one, other) => one - other);
  const count = Math.min(colours.length, sorted.length);
  return Array.from(
    { length: count },
    (_, index) => sorted[Math.floor((index * sorted.length) / count)] ?? 0,
  );
}

const classOf = (limits: readonly number[], value: number): number =>
  Math.max(
    0,
    limits.findLastIndex((limit) => value >= limit),
  );

const collected = (features: Feature[]): FeatureCollection => ({ type: 'FeatureCollection', features });

interface MapProps {
  readonly grid: GridBlock;
  /** The same figures as bars, where nothing is known of where the towns lie. */
  readonly bars: ReactNode;
  /** The same figures as a table. */
  readonly list: ReactNode;
}

type Town = Result<typeof operations.outline>['towns'][number];

interface Placed {
  readonly label: string;
  readonly value: number;
  readonly geometry: Geometry;
}

/** Its boundary where the city's files hold it, else the point at which it lies. */
function geometryOf({ boundary, centre }: Town): Geometry | undefined {
  if (boundary) return boundary as Geometry;
  return centre ? { type: 'Point', coordinates: centre } : undefined;
}

const layerOf = (shape: 'point' | 'line' | 'area', features: Feature[]) => ({
  shape,
  features: collected(features),
});

/** Towns in classes of their figures. */
function classesOf(placed: readonly Placed[], shown: (value: number) => string): MapLayer[] {
  const limits = limitsOf(placed.map(({ value }) => value));
  const shape = placed.some(({ geometry }) => geometry.type === 'Point') ? 'point' : 'area';
  return limits.map((from, index): MapLayer => {
    const inside = placed.filter(({ value }) => classOf(limits, value) === index);
    const to = Math.max(from, ...inside.map(({ value }) => value));
    return {
      id: `class-${index}`,
      title: fill(words.class, { from: shown(from), to: shown(to) }),
      colour: colours[index + colours.length - limits.length] ?? 'celadon',
      label: 'label',
      ...layerOf(
        shape,
        inside.map(({ label, geometry }) => ({ type: 'Feature', geometry, properties: { label } })),
      ),
    };
  });
}

function outlineOf(boundary: unknown): MapLayer[] {
  if (!boundary) return [];
  const feature: Feature = { type: 'Feature', geometry: boundary as Geometry, properties: {} };
  return [{ id: 'city', title: words.outline, colour: 'line-strong', ...layerOf('line', [feature]) }];
}

/** Towns coloured by their figure, in classes; those without data are not drawn, and stand in the table. */
export function MapView({ grid, bars, list }: MapProps) {
  const say = useSay();
  const { language } = useLanguage();
  const asked = useCall('indicators', operations.outline, {}, { staleMs: 3_600_000 });
  const placed = useMemo(() => {
    const towns = new Map(asked.data?.towns.map((town) => [town.code, geometryOf(town)]));
    return grid.rows.flatMap((row): Placed[] => {
      const value = row.cells[0]?.value ?? null;
      const geometry = towns.get(row.key);
      if (value === null || !geometry) return [];
      return [{ label: `${say(row.title)} ${number(value, language, 2)}`, value, geometry }];
    });
  }, [asked.data, grid, language, say]);
  const layers = useMemo(
    () => [...classesOf(placed, (value) => number(value, language, 2)), ...outlineOf(asked.data?.boundary)],
    [placed, asked.data, language],
  );
  if (asked.isPending) return <Skeleton lines={6} />;
  if (placed.length > 0)
    return <CityMap label={grid.title} layers={layers} bounds={around} list={list} height="44vh" />;
  return (
    <>
      {bars}
      <p className="small quiet">{say(words.mapNote)}</p>
      {list}
    </>
  );
}
