import type { Activity } from '#engines/project-network';
import { readPredecessors } from './predecessors.ts';
import { shortOf } from './shapes.ts';
import type { Ruler } from './ruler.ts';
import type { ActivityRow } from './store.ts';

export interface Network {
  readonly activities: readonly Activity[];
  /** What is waited for and is not there: short codes, by who waits. */
  readonly missing: readonly { readonly code: string; readonly after: string }[];
}

/** What really happened of an activity, in working days of the undertaking. */
function progressOf(row: ActivityRow, ruler: Ruler): Partial<Activity> {
  const { beganOn, endedOn, daysLeft, days, percent } = row;
  if (beganOn === null) return {};
  const began = ruler.beginning(beganOn);
  if (endedOn !== null) return { began, ended: Math.max(began, ruler.end(endedOn)) };
  return { began, left: daysLeft ?? Math.ceil((days * (100 - percent)) / 100) };
}

/**
 * The activities as the network engine takes them, by their short codes. What waits for one that is not there yet goes on as
 * if it did not, and it is told.
 * @param ruler without it what really happened is left out: the plan as it was made
 */
export function networkOf(rows: readonly ActivityRow[], ruler?: Ruler, real = ruler !== undefined): Network {
  const known = new Set(rows.map(({ code }) => shortOf(code)));
  const missing: { code: string; after: string }[] = [];
  const activities = rows.map((row): Activity => {
    const id = shortOf(row.code);
    const links = readPredecessors(row.after) ?? [];
    for (const link of links) if (!known.has(link.id)) missing.push({ code: id, after: link.id });
    return {
      id,
      duration: row.days,
      after: links.filter((link) => known.has(link.id)),
      ...(ruler && row.notBefore !== null ? { notBefore: ruler.beginning(row.notBefore) } : {}),
      ...(ruler && real ? progressOf(row, ruler) : {}),
    };
  });
  return { activities, missing };
}
