import { createClient } from '#platform/base/identity';
import { required, several, UsageError, type Command } from '../command.ts';
import { withPlatform } from '../with-platform.ts';

export const run: Command['run'] = async (given) => {
  const permissions = several(given, 'permission').map((each) =>
    each.includes('@') ? each : `${each}@department`,
  );
  if (permissions.length === 0) throw new UsageError('--permission: 至少给出一个 · at least one');
  // Before the platform is opened for it.
  const name = required(given, 'name');
  const organisation = required(given, 'organisation');
  const made = await withPlatform((context) =>
    context.transaction((tx) => createClient(context, tx, { name, organisation, permissions })),
  );
  return { lines: [`id      ${made.id}`, `secret  ${made.secret}`], data: made };
};
