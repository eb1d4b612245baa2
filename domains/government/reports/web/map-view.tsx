import { type ReactNode, useMemo } from 'react';
import type { Feature, FeatureCollection } from 'geojson';
import { type Bounds, CityMap, type MapLayer, number, Skeleton, useCall, useLanguage, useSay } from '#ui';
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
  /** The same figures as a table. */
  readonly list: ReactNode;
}

/** Towns coloured by their figure, in classes; those without data are not drawn, and stand in the table. */
export function MapView({ grid, list }: MapProps) {
  const say = useSay();
  const { language } = useLanguage();
  const asked = useCall('indicators', operations.outline, {}, { staleMs: 3_600_000 });
  const layers = useMemo((): MapLayer[] => {
    const towns = new Map(asked.data?.towns.map((town) => [town.code, town.centre]));
    const points = grid.rows.flatMap((row) => {
      const value = row.cells[0]?.value ?? null;
      const coordinates = towns.get(row.key);
      return value === null || !coordinates ? [] : [{ row, value, coordinates }];
    });
    const limits = limitsOf(points.map(({ value }) => value));
    const classes = limits.map((from, index): MapLayer => {
      const inside = points.filter(({ value }) => classOf(limits, value) === index);
      const to = Math.max(from, ...inside.map(({ value }) => value));
      const range = { from: number(from, language, 2), to: number(to, language, 2) };
      return {
        id: `class-${index}`,
        title: fill(words.class, range),
        colour: colours[index + colours.length - limits.length] ?? 'celadon',
        shape: 'point',
        label: 'label',
        features: collected(
          inside.map(({ row, value, coordinates }) => ({
            type: 'Feature',
            geometry: { type: 'Point', coordinates },
            properties: { label: `${say(row.title)} ${number(value, language, 2)}` },
          })),
        ),
      };
    });
    const boundary = asked.data?.boundary;
    return boundary
      ? [
          {
            id: 'city',
            title: words.outline,
            colour: 'line-strong',
            shape: 'line',
            features: collected([{ type: 'Feature', geometry: boundary as never, properties: {} }]),
          },
          ...classes,
        ]
      : classes;
  }, [asked.data, grid, language, say]);
  if (asked.isPending) return <Skeleton lines={6} />;
  return (
    <>
      <CityMap label={grid.title} layers={layers} bounds={around} list={list} height="44vh" />
      <p className="small quiet">{say(words.mapNote)}</p>
    </>
  );
}
