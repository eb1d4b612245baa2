import { operations } from '#platform/base/identity/contract';
import { useAsked } from './asked.ts';

/** The accounts to try the city with; the platform lists some only where its people are simulated. */
export const useDemonstration = () =>
  useAsked('identity', operations.demonstration, {}, { keepMs: 10 * 60_000 });
