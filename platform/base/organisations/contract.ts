import { recordOperations } from '#kernel/record';
import { Division, Organisation } from './records.ts';

/** Everything that can be asked of institutions and divisions comes from their records. */
export const organisations = recordOperations(Organisation);
export const divisions = recordOperations(Division);
