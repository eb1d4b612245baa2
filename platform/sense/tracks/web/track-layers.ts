import type { Bounds, MapLayer } from '#ui';
import type { TrackPoint } from '../contract.ts';
import { words } from './words.ts';

const margin = 0.005;

/** What holds a whole track, with a little around it. */
export function boundsOfTrack(points: readonly TrackPoint[]): Bounds {
  const east = points.map(({ longitude }) => longitude);
  const north = points.map(({ latitude }) => latitude);
  return [
    Math.min(...east) - margin,
    Math.min(...north) - margin,
    Math.max(...east) + margin,
    Math.max(...north) + margin,
  ];
}

const lineOf = (points: readonly TrackPoint[]) => ({
  type: 'FeatureCollection' as const,
  features:
    points.length < 2
      ? []
      : [
          {
            type: 'Feature' as const,
            geometry: {
              type: 'LineString' as const,
              coordinates: points.map(({ longitude, latitude }) => [longitude, latitude]),
            },
            properties: {},
          },
        ],
});

export interface Shown {
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly here: TrackPoint | undefined;
}

/** Whether a point is part of the evidence. */
export const isEvidence = ({ at }: TrackPoint, { from, to }: Pick<Shown, 'from' | 'to'>): boolean =>
  from !== undefined && to !== undefined && at >= from && at <= to;

/** The track, what of it broke a rule, and where one is. */
export function trackLayers(points: readonly TrackPoint[], shown: Shown): readonly MapLayer[] {
  const evidence = points.filter((point) => isEvidence(point, shown));
  const { here } = shown;
  const place = here && {
    type: 'Feature' as const,
    geometry: { type: 'Point' as const, coordinates: [here.longitude, here.latitude] },
    properties: {},
  };
  return [
    { id: 'track', title: words.track, colour: 'celadon', shape: 'line', features: lineOf(points) },
    { id: 'evidence', title: words.evidence, colour: 'seal', shape: 'line', features: lineOf(evidence) },
    {
      id: 'here',
      title: words.here,
      colour: 'ink',
      shape: 'point',
      features: { type: 'FeatureCollection', features: place ? [place] : [] },
    },
  ];
}
