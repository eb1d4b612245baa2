import { flushCompileCache } from 'node:module';
import { readConfig } from '#kernel/config';
import { openPlatform } from '#kernel/platform';
import { finishNow, simulatorActor, untilQuiet } from '#simulator';
import { seedWhenEmpty } from '../seed.ts';
import { dataFloor } from './data-floor.ts';

// A process of its own that brings a tiny simulated city through, or goes on with it; for tests that kill it.
// `THROUGH_CITY` holds its environment, `THROUGH_FILES` the folder of the simulated files.
const environment = JSON.parse(process.env['THROUGH_CITY'] ?? '{}') as Record<string, string>;
const platform = await openPlatform({ config: readConfig(environment), modules: await dataFloor() });
const context = platform.contextFor(simulatorActor, { requestId: 'through' });
// Kept now: a process that is killed says nothing to the next.
flushCompileCache();
await platform.startWork();
await seedWhenEmpty(platform, 'tiny', {
  seed: Number(environment['THROUGH_SEED']),
  files: environment['THROUGH_FILES'],
  beforePlay: () => untilQuiet(context, () => platform.stopping),
});
await finishNow(context, () => platform.stopping);
await platform.close();
