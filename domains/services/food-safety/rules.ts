export const grades = ['A', 'B', 'C'] as const;
export type Grade = (typeof grades)[number];

/**
 * 量化分级: A from 90 points, B from 75, else C. A severe item that is broken leaves C, whatever the points.
 * @param score 0–100
 */
export function gradeOf({ score, critical }: { readonly score: number; readonly critical: boolean }): Grade {
  if (critical || score < 75) return 'C';
  return score >= 90 ? 'A' : 'B';
}
