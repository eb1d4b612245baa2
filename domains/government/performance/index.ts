/** For tests and whoever composes a city of some modules. */
export { default as performanceModule } from './module.ts';
