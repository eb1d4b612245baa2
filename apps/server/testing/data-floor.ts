import type { CityModule } from '#kernel/module';

const names = [
  'base/organisations',
  'base/codes',
  'base/identity',
  'base/ledger',
  'base/tasks',
  'base/documents',
  'base/questions',
  'base/search',
  'base/relations',
  'base/forms',
  'data/catalogue',
  'data/ingestion',
  'data/quality',
  'data/registers',
  'data/addresses',
  'data/reconciliation',
  'data/linkage',
  'sense/indicators',
];

/** The modules between a file and a figure, and what they need: a process that is started again and again loads no others. */
export const dataFloor = (): Promise<CityModule[]> =>
  Promise.all(
    names.map(
      async (name) =>
        ((await import(`../../../platform/${name}/module.ts`)) as { default: CityModule }).default,
    ),
  );
