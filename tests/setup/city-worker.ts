import { flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { readConfig } from '#kernel/config';
import type { CityModule } from '#kernel/module';
import { openPlatform } from '#kernel/platform';
import { buildServer } from '#kernel/server';

/**
 * A process of its own that serves a test city until it is killed: `TEST_CITY` holds its environment and the folders of its
 * modules, and no others are loaded. It says its port once it answers.
 */
const { environment, folders } = JSON.parse(process.env['TEST_CITY'] ?? '{}') as {
  environment: Record<string, string>;
  folders: string[];
};
const modules = await Promise.all(
  folders.map(
    async (folder) => ((await import(join(folder, 'module.ts'))) as { default: CityModule }).default,
  ),
);
const platform = await openPlatform({ config: readConfig(environment), modules });
const app = await buildServer(platform);
const address = await app.listen({ host: environment['HOST'] ?? '127.0.0.1', port: 0 });
// Kept now: a process that is killed says nothing to the next.
flushCompileCache();
await platform.startWork();
process.stdout.write(`${new URL(address).port}\n`);
