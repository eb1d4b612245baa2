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
  /** Whether any row at all could be open: the question that is refused as a whole otherwise. */
  const mayOpen = (of: 'personal' | 'sensitive'): boolean => {
    const scope = actor.grants.get('hostile:reveal') ?? actor.grants.get('*');
    const reaching =
      scope === 'city' ||
      scope === 'own' ||
      (scope === 'department' && actor.organisation !== undefined) ||
      (scope === 'division' && actor.division !== undefined);
    return reaching || strict || of === 'personal';
  };
  const opensAll = (actor.grants.get('hostile:reveal') ?? actor.grants.get('*')) === 'city';
  return { sees, writes, opens, mayOpen, opensAll };
}
