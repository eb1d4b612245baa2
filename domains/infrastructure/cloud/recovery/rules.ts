const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** What is known of how a system could be brought back. */
export interface Known {
  readonly rpoHours: number | null;
  readonly rtoHours: number | null;
  /** Point of the newest good backup, end of the newest good drill, ISO. */
  readonly lastBackup: string | null;
  readonly lastDrill: string | null;
  readonly restoreMinutes: number | null;
}

/** `none`: no target is set, so nothing can be said. */
export type Verdict = 'met' | 'missed' | 'none';

export interface Judged {
  readonly point: Verdict;
  readonly time: Verdict;
}

/**
 * Whether a system's recovery targets are met by what was really done: the newest backup is no older than the point
 * objective, and a drill within the term took no longer than the time objective. (RPO and RTO in the terms of GB/T 20988-2007.)
 */
export function judge(known: Known, now: Date, drillWithinDays: number): Judged {
  const { rpoHours, rtoHours, lastBackup, lastDrill, restoreMinutes } = known;
  const age = (instant: string) => now.getTime() - Date.parse(instant);
  const pointMet = lastBackup !== null && age(lastBackup) <= (rpoHours ?? 0) * hourMs;
  const fresh = lastDrill !== null && age(lastDrill) <= drillWithinDays * dayMs;
  const timeMet = fresh && restoreMinutes !== null && restoreMinutes <= (rtoHours ?? 0) * 60;
  const verdict = (target: number | null, met: boolean): Verdict => {
    if (target === null) return 'none';
    return met ? 'met' : 'missed';
  };
  return { point: verdict(rpoHours, pointMet), time: verdict(rtoHours, timeMet) };
}
