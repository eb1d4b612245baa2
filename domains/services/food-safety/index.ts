/** Restaurants and their public grade. */
export { default as foodSafetyModule } from './module.ts';
