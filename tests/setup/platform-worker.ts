import { readConfig } from '#kernel/config';
import { openPlatform } from '#kernel/platform';
import { modules } from '../../apps/server/modules.ts';

/**
 * A process of its own that works on the jobs of a test city until it is killed: `TEST_CITY` holds its environment and the ids of
 * its modules.
 */
const { environment, ids } = JSON.parse(process.env['TEST_CITY'] ?? '{}') as {
  environment: Record<string, string>;
  ids: string[];
};
const platform = await openPlatform({
  config: readConfig(environment),
  modules: modules.filter(({ id }) => ids.includes(id)),
});
await platform.startWork();
process.stdout.write('working\n');
