import { sql } from 'kysely';
import { scopeOf } from '#kernel/actor';
import type { RecordOverrides } from '#kernel/record-server';

type Rows = NonNullable<RecordOverrides['rows']>;

/** A department sees what it maintains, uses or monitors; all other scopes, and writing, are as the record says. */
const answering =
  (monitor: 'monitored_by' | 'company'): Rows =>
  ({ actor }, permission) => {
    const { organisation } = actor;
    if (permission !== 'elevators:read' || scopeOf(actor, permission) !== 'department' || !organisation)
      return undefined;
    return sql`(t.maintainer = ${organisation} or t.user_unit = ${organisation} or t.${sql.ref(monitor)} = ${organisation})`;
  };

export const liftRows = answering('monitored_by');
export const alarmRows = answering('company');
