/** Booking of family doctors and outpatient clinics. */
export { default as healthModule } from './module.ts';
