export { dimensions, type Amounts, type Dimension } from './estate/rules.ts';

const dayMs = 86_400_000;

/** A night that was missed is made up the next; two are too many. */
const backupWithinDays = 2;

export interface Standing {
  readonly now: Date;
  /** Point of the last good backup. */
  readonly lastBackup: string | undefined;
  /** End of the last drill that found all equal. */
  readonly lastDrill: string | undefined;
  readonly drillWithinDays: number;
}

const olderThan = (instant: string | undefined, days: number, now: Date): boolean =>
  instant === undefined || now.getTime() - Date.parse(instant) > days * dayMs;

/** Whether somebody has to see to it. */
export const due = ({ now, lastBackup, lastDrill, drillWithinDays }: Standing) => ({
  backup: olderThan(lastBackup, backupWithinDays, now),
  drill: olderThan(lastDrill, drillWithinDays, now),
});
