/** Test files that run on both stores without saying so in their name (`*.embedded.test.ts` runs embedded only). */
export const alsoEmbedded: readonly string[] = [
  'kernel/db/store.test.ts',
  'kernel/db/migrate.test.ts',
  'platform/base/scheduling/scheduling.test.ts',
  'tests/setup/store.test.ts',
];
