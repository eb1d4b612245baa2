import { indicatorPoint } from '#kernel/indicator';
import { contribute } from '#kernel/point';
import { playedPoint } from '#kernel/simulation';
import { mandatePoint } from '#platform/base/identity';
import { mandateOpeningPoint } from '#platform/base/relations';
import { taskKindPoint } from '#platform/base/tasks';
import { householdMandates } from './households.ts';
import { indicators } from './indicators.ts';
import { companies, households, persons } from './simulate.ts';
import { texts } from './texts.ts';

/** Who may report in the place of a company, a ward or a relative. */
const mandates = ['relations.company-agent', 'relations.guardian', 'relations.family-proxy'];

/** They may report in its place; invented companies, persons and households report; what asking once saves. */
export const contributes = [
  ...mandates.map((kind) => contribute(mandateOpeningPoint, { kind, permissions: ['reporting:file'] })),
  contribute(mandatePoint, householdMandates),
  contribute(playedPoint, companies),
  contribute(playedPoint, persons),
  contribute(playedPoint, households),
  contribute(taskKindPoint, {
    kind: 'reporting.whose',
    title: texts.whose,
    clock: { unit: 'working-days', amount: 5 },
  }),
  ...indicators.map((figure) => contribute(indicatorPoint, figure)),
];
