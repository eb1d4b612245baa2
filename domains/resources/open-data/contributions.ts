import { indicatorPoint } from '#kernel/indicator';
import { contribute } from '#kernel/point';
import { playedPoint } from '#kernel/simulation';
import { mandateOpeningPoint } from '#platform/base/relations';
import { taskKindPoint } from '#platform/base/tasks';
import { demonstrationRequests } from './requests/simulate.ts';
import { demonstrationReleases } from './simulate.ts';
import { indicators } from './indicators.ts';
import { taskKinds } from './kinds.ts';

const agent = { kind: 'relations.company-agent', permissions: ['open-data:ask'] } as const;

/** What waits for a person, what is counted, who is played, and what an agent may ask for in the name of a company. */
export const contributes = [
  ...taskKinds.map((kind) => contribute(taskKindPoint, kind)),
  ...indicators.map((figure) => contribute(indicatorPoint, figure)),
  contribute(playedPoint, demonstrationReleases),
  contribute(playedPoint, demonstrationRequests),
  contribute(mandateOpeningPoint, agent),
];
