import type { Context } from '#kernel/context';
import { definePoint } from '#kernel/point';
import { Problem } from '#kernel/problem';
import { fill, type Text } from '#kernel/texts';
import type { AttachmentKind } from '#platform/base/documents';
import type { TaskKind } from '#platform/base/tasks';
import type { Score } from './rules.ts';
import { texts } from './texts.ts';

export interface InspectedObject {
  readonly key: string;
  readonly name: string;
  readonly simulated: boolean;
}

/** What a domain says of its kind of inspection. */
export interface InspectionKind {
  /** `restaurant` */
  readonly code: string;
  readonly title: Text;
  /** Code of the checklist (`checklists.yaml`). */
  readonly checklist: string;
  /** Working days in which a finding is to be mended. */
  readonly mendWorkingDays: number;
  /** Everything that may be drawn. */
  objects(context: Context): Promise<readonly InspectedObject[]>;
  /** The public grade of a result. */
  grade(score: Score): string;
}
export const inspectionKindPoint = definePoint<InspectionKind>('inspections.kind');

/** @throws Problem 422 `inspections.no-kind` */
export function getKind(context: Pick<Context, 'contributions'>, code: string): InspectionKind {
  const kind = context.contributions(inspectionKindPoint).find((each) => each.code === code);
  if (!kind) throw new Problem(422, 'inspections.no-kind', fill(texts.noKind, { kind: code }));
  return kind;
}

export const taskKinds: readonly TaskKind[] = [
  {
    kind: 'inspections.draw',
    title: { zh: '见证抽取', en: 'Draw before a witness' },
    clock: { unit: 'working-days', amount: 3 },
  },
  {
    kind: 'inspections.visit',
    title: { zh: '实施检查', en: 'Visit' },
    clock: { unit: 'working-days', amount: 10 },
  },
  { kind: 'inspections.recheck', title: { zh: '整改复查', en: 'Recheck' } },
];

export const photoKind: AttachmentKind = {
  code: 'inspections.photo',
  title: texts.photo,
  files: ['jpeg', 'png', 'webp'],
  maxBytes: 10 * 1024 ** 2,
};
