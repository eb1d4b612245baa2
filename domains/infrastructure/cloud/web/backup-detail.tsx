import type { AnyRow } from '#ui';
import { DrillNow } from './actions.tsx';

/** A backup, with the way to try it out. */
export const backupDetail = {
  actions: (row: AnyRow) => (row['result'] === 'good' ? <DrillNow backup={String(row['id'])} /> : null),
};
