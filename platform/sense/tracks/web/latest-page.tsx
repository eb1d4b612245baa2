import { useMemo } from 'react';
import { call } from '#kernel/call';
import {
  dateOf,
  type Bounds,
  CityMap,
  type Column,
  type ListSource,
  number,
  SimulatedTag,
  TablePage,
  Time,
  useLanguage,
} from '#ui';
import { operations, type Latest } from '../contract.ts';
import { words } from './words.ts';

const pathOf = ({ device, at }: Latest): string =>
  `/tracks/playback?device=${encodeURIComponent(device)}&day=${dateOf(new Date(at))}`;

const source: ListSource<Latest> = {
  key: ['tracks', 'latest'],
  load: (query, signal) => {
    const after = typeof query['after'] === 'string' ? query['after'] : undefined;
    return call('tracks', operations.latest, { query: { after, limit: 200 } }, { signal });
  },
};

function Speed({ value }: { readonly value: number }) {
  return <>{number(value, useLanguage().language, 1)}</>;
}

const columns: readonly Column<Latest>[] = [
  {
    name: 'label',
    label: words.vehicle,
    show: ({ label, simulated }) => (
      <>
        {label} {simulated && <SimulatedTag />}
      </>
    ),
  },
  { name: 'at', label: words.at, show: ({ at }) => <Time at={at} /> },
  { name: 'speed', label: words.speed, end: true, show: ({ speed }) => <Speed value={speed} /> },
  {
    name: 'place',
    label: words.place,
    show: ({ longitude, latitude }) => `${longitude.toFixed(5)}, ${latitude.toFixed(5)}`,
  },
];

const around: Bounds = [120.9, 29.7, 121.45, 30.35];

function LatestMap({ items }: { readonly items: readonly Latest[] }) {
  const features = useMemo(
    () => ({
      type: 'FeatureCollection' as const,
      features: items.map(({ device, label, longitude, latitude }) => ({
        type: 'Feature' as const,
        geometry: { type: 'Point' as const, coordinates: [longitude, latitude] },
        properties: { device, label },
      })),
    }),
    [items],
  );
  const layers = useMemo(
    () => [
      {
        id: 'latest',
        title: words.latest,
        colour: 'celadon' as const,
        shape: 'point' as const,
        key: 'device',
        label: 'label',
        features,
      },
    ],
    [features],
  );
  return (
    <CityMap
      label={words.latest}
      layers={layers}
      bounds={around}
      list={
        <ul className="plain map-list">
          {items.map((each) => (
            <li key={each.device}>
              {each.label} <Time at={each.at} />
            </li>
          ))}
        </ul>
      }
    />
  );
}

/** Where each vehicle was last: a list, and the same on the map. */
export function LatestPage() {
  return (
    <TablePage
      id="tracks.latest"
      title={words.latest}
      source={source}
      columns={columns}
      keyOf={({ device }) => device}
      rowPath={pathOf}
      views={{ map: { label: words.map, show: (page) => <LatestMap items={page?.items ?? []} /> } }}
      empty={{ title: words.none, hint: words.noneHint }}
    />
  );
}
