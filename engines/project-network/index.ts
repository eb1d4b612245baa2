export { earnedValue, type EarnedValue, type EarnedValueInput } from './earned-value.ts';
export { faultsOf, type Activity, type Link, type LinkKind, type NetworkFault } from './network.ts';
export { schedule, type Schedule, type Scheduled, type ScheduleOptions } from './schedule.ts';
