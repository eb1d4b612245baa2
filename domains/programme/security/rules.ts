import type { Finding } from './records.ts';

/**
 * How a clause stands: one failing source fails it, unless somebody has accepted the risk until a day not yet past;
 * without a source, or with one that only a person can judge, it is for a person.
 * @param today and `acceptedUntil` as dates, `2026-03-01`
 */
export function judge(
  findings: readonly Pick<Finding, 'result'>[],
  acceptedUntil: string | undefined,
  today: string,
): 'pass' | 'fail' | 'manual' | 'accepted' {
  if (findings.some(({ result }) => result === 'fail'))
    return acceptedUntil !== undefined && acceptedUntil >= today ? 'accepted' : 'fail';
  return findings.length > 0 && findings.every(({ result }) => result === 'pass') ? 'pass' : 'manual';
}

const notice = 30 * 86_400_000;

/** Whether an assessment is to be asked for: thirty days before its day. @param dueOn and `today` as dates */
export const assessmentDue = (dueOn: string, today: string): boolean =>
  Date.parse(dueOn) - Date.parse(today) <= notice;
