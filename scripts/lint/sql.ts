import { isTest } from './place.ts';
import type { Import } from './doors.ts';

/** Where SQL may be made: the kernel, stores, migrations, the compilers that have a name, tests and measurements. */
const makersOfSql = [
  /^(kernel|tests|bench|scripts)\//,
  /(^|[/-])store\.ts$/,
  /\/store\//,
  /\/migrations\//,
  /^platform\/data\/(quality|registers)\/(.*\/)?compile[a-z-]*\.ts$/,
  /^platform\/sense\/indicators\/(.*\/)?compile[a-z-]*\.ts$/,
  /^engines\/(quality|linkage)\/(.*\/)?compile[a-z-]*\.ts$/,
];

/** Where a database's driver may be used: the kernel, which also speaks to other departments' databases. */
const usersOfDrivers = [/^(kernel|tests|bench|scripts)\//];
const drivers = /^(pg|pg-[a-z-]+|mysql2(\/.*)?|@duckdb\/.*|@electric-sql\/.*)$/;

/**
 * Why an import breaks the rule that SQL stands in stores and in the named compilers only.
 * @param names the names that are imported, `*` for all
 */
export function sqlProblem(
  { file, specifier, typeOnly }: Import,
  names: readonly string[],
): string | undefined {
  if (typeOnly || isTest(file)) return undefined;
  const asksForSql = specifier === 'kysely' && names.some((name) => name === 'sql' || name === '*');
  if (asksForSql && !makersOfSql.some((place) => place.test(file))) {
    return 'SQL stands in store.ts, migrations, the kernel and the named compilers only.';
  }
  if (drivers.test(specifier) && !usersOfDrivers.some((place) => place.test(file))) {
    return `${specifier}: only the kernel speaks to a database's driver.`;
  }
  return undefined;
}
