import type { AnyRow } from '#ui';
import { HandleForm } from './handle-form.tsx';

/** An alarm, and what its maintainer does about it. */
export const alarmDetail = {
  actions: (row: AnyRow) =>
    row['state'] === 'open' && <HandleForm id={String(row['id'])} trapped={row['kind'] === 'trapped'} />,
};
