/** In an emergency: one row that one has no right to, for minutes, in sight of everybody. */
export type { Glass } from './contract.ts';
/** For tests and whoever composes a city of some modules. */
export { default as emergencyModule } from './module.ts';
