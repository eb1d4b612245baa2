/** Whatever waits for a person. */
export { calendarFile, type EscalationStep } from './city.ts';
export { copyTask, pauseTask, resumeTask, urgeTask, type TaskPause } from './clock-faces.ts';
export type { Source as TaskSource, Term as TaskTerm } from './contract.ts';
export { escalateTasks } from './escalate.ts';
export { taskAssigned, taskClosed, taskEscalated, taskOpened, taskUrged } from './events.ts';
export {
  closeTask,
  openTask,
  updateTask,
  type TaskChange,
  type TaskClosed,
  type TaskOpened,
} from './faces.ts';
export { followParty, returnParty, sayParty } from './parties.ts';
export { actsForPoint, taskKindPoint, type ActsFor, type StandIn, type TaskKind } from './kinds.ts';
/** The city's working calendar, for whoever reckons a period of their own with `#engines/working-days`. */
export { cityCalendar } from './settings.ts';

/** For tests and whoever composes a city of some modules. */
export { default as tasksModule } from './module.ts';
