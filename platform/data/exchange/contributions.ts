import { indicatorPoint } from '#kernel/indicator';
import { contribute } from '#kernel/point';
import { playedPoint } from '#kernel/simulation';
import { taskKindPoint } from '#platform/base/tasks';
import { taskKinds } from './desk.ts';
import { indicators } from './indicators.ts';
import { askers } from './simulate.ts';

/** What sharing puts into the points of others: its tasks, who plays at it, its figures. */
export const contributions = [
  ...taskKinds.map((kind) => contribute(taskKindPoint, kind)),
  contribute(playedPoint, askers),
  ...indicators.map((figure) => contribute(indicatorPoint, figure)),
];
