/** What written addresses say, with the names of this city. */
export { default as addressesModule } from './module.ts';
