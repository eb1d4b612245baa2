/** Inspections: plan, double-random draw, a visit recorded without network, findings, rechecks, published outcomes. */
export { conclude, recheck } from './concluding.ts';
export { openDraw, seal } from './drawing.ts';
export { outcomePublished } from './events.ts';
export { inspectionKindPoint, type InspectedObject, type InspectionKind } from './kinds.ts';
export { Conflict, Inspector, Plan, Visit } from './records.ts';
export { Finding } from './shapes.ts';
export { sync } from './visiting.ts';
export type { Score } from './rules.ts';
/** For tests and whoever composes a city of some modules. */
export { default as inspectionsModule } from './module.ts';
