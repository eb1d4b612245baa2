/** Whatever waits for a person. */
export type { Source as TaskSource } from './contract.ts';
export {
  closeTask,
  openTask,
  updateTask,
  type TaskChange,
  type TaskClosed,
  type TaskOpened,
} from './faces.ts';

/** For tests and whoever composes a city of some modules. */
export { default as tasksModule } from './module.ts';
