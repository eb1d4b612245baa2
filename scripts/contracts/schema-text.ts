/**
 * What pg_dump printed, without what differs from run to run: its remarks, its settings, its version.
 * @param major version of PostgreSQL that printed it; stands in the first line, because another one words things otherwise
 */
export function schemaText(dump: string, major: number): string {
  const kept = dump
    .split('\n')
    .filter((line) => !/^(--|SET |SELECT pg_catalog\.set_config|\\(un)?restrict )/.test(line))
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
  return `-- The database as the migrations make it, printed by PostgreSQL ${major}.\n\n${kept}\n`;
}

/** The version of PostgreSQL that printed a schema text. */
export function majorOf(text: string): number | undefined {
  const major = /^-- .* PostgreSQL (\d+)\.\n/.exec(text)?.[1];
  return major === undefined ? undefined : Number(major);
}
