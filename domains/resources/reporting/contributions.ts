import { indicatorPoint } from '#kernel/indicator';
import { contribute } from '#kernel/point';
import { playedPoint } from '#kernel/simulation';
import { mandateOpeningPoint } from '#platform/base/relations';
import { indicators } from './indicators.ts';
import { companies } from './simulate.ts';

const agent = { kind: 'relations.company-agent', permissions: ['reporting:file'] } as const;

/** An agent may report for the company; invented companies report; what asking once saves. */
export const contributes = [
  contribute(mandateOpeningPoint, agent),
  contribute(playedPoint, companies),
  ...indicators.map((figure) => contribute(indicatorPoint, figure)),
];
