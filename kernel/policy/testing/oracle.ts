import type { Actor } from '../../actor.ts';
import type { Row, World } from './world.ts';

/**
 * What may be seen, said again as plainly as can be and without a word of the compiler, so that the two can be held
 * against each other.
 */
export function oracle({ relations }: World, record: 'chart' | 'strict', actor: Actor, now: string) {
  const holders = new Set([
    `actor:${actor.id}`,
    actor.organisation ? `organisation:${actor.organisation}` : '',
  ]);
  const stands = (kind: string, { patient }: Row): boolean =>
    relations.some(
      (each) =>
        each.kind === kind &&
        each.subject === patient &&
        holders.has(each.holder) &&
        each.begins <= now &&
        (each.ends === null || each.ends > now),
    );
  const reaches = (permission: string, row: Row): boolean => {
    const scope = actor.grants.get(permission) ?? actor.grants.get('*');
    if (scope === 'city') return true;
    if (scope === 'department') return actor.organisation !== undefined && row.owner === actor.organisation;
    if (scope === 'own') return row.author === actor.id;
    if (scope !== 'division' || !actor.division || row.division === null) return false;
    const area = /^\d{9,12}$/.test(actor.division) ? actor.division.replace(/(000)+$/, '') : actor.division;
    return row.division.startsWith(area);
  };
  const holdsAny = (permission: string): boolean => actor.grants.has(permission) || actor.grants.has('*');
  const strict = record === 'strict';
  const sees = (row: Row): boolean =>
    holdsAny('hostile:read') &&
    (reaches('hostile:read', row) || stands('doctor', row) || (!strict && stands('helper', row))) &&
    (!strict || actor.kind === 'system' || stands('consent', row));
  const writes = (row: Row): boolean =>
    holdsAny('hostile:write') && (reaches('hostile:write', row) || (!strict && stands('helper', row)));
  /** Whether rights open a class in a row, before a purpose is asked. */
  const opens = (of: 'personal' | 'sensitive', row: Row): boolean =>
    (holdsAny('hostile:reveal') && reaches('hostile:reveal', row)) ||
    (strict ? stands('consent', row) : of === 'personal' && stands('doctor', row));
  const reachesAny = (): boolean => {
    const scope = actor.grants.get('hostile:reveal') ?? actor.grants.get('*');
    return (
      scope === 'city' ||
      scope === 'own' ||
      (scope === 'department' && actor.organisation !== undefined) ||
      (scope === 'division' && actor.division !== undefined)
    );
  };
  /** Whether a field of a class may be asked for at all: in no row, perhaps, but by a rule that could open one. */
  const mayOpen = (of: 'personal' | 'sensitive'): boolean => reachesAny() || strict || of === 'personal';
  /** Whether fields may be asked for unmasked: by a right, or by a relation that stands with anybody. */
  const kind = strict ? 'consent' : 'doctor';
  const subjects = relations.map(({ subject }) => ({ patient: subject }) as Row);
  const mayReveal = reachesAny() || subjects.some((row) => stands(kind, row));
  const opensAll = (actor.grants.get('hostile:reveal') ?? actor.grants.get('*')) === 'city';
  return { sees, writes, opens, mayOpen, mayReveal, opensAll };
}
