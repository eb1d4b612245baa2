/** For whoever brings a city to life: its lineage is told before somebody asks for it. */
export { gather } from './gather.ts';
/** For tests and whoever composes a city of some modules. */
export { default as lineageModule } from './module.ts';
