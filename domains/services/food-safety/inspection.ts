import type { InspectionKind } from '#platform/matter/inspections';
import { gradeOf } from './rules.ts';
import { allRestaurants } from './store.ts';
import { texts } from './texts.ts';

/** How restaurants are inspected: by the city's checklist, findings to be mended within ten working days. */
export const restaurantInspection: InspectionKind = {
  code: 'restaurant',
  title: texts.inspection,
  checklist: 'restaurant',
  mendWorkingDays: 10,
  objects: ({ db }) => allRestaurants(db),
  grade: gradeOf,
};
