import { ConfigError, readConfig, type Config } from '#kernel/config';
import { openPlatform, type Platform } from '#kernel/platform';
import { Problem } from '#kernel/problem';
import { buildServer } from '#kernel/server';
import { demonstrateStandIns, simulatorActor } from '#simulator';
import { modules } from './modules.ts';
import { mountPages } from './pages.ts';
import { assertPortFree } from './port.ts';
import { handInTheRest } from './seed-datasets.ts';
import { seedWhenEmpty } from './seed.ts';
import { say, sayReady, stepTeller } from './say.ts';

/** What a person reads when the start stops: the problem itself, not a stack. */
function explain(error: unknown): string {
  if (error instanceof ConfigError) return `设置有误 · configuration:\n${error.message}`;
  if (error instanceof Problem) return `${error.detail.zh}\n${error.detail.en}\n(${error.code})`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function stopOnSignals(stop: () => Promise<void>): void {
  let stopping = false;
  const handle = (signal: NodeJS.Signals) => {
    if (stopping) return;
    stopping = true;
    say(`收到 ${signal}，正在收尾 … · stopping`);
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        say(explain(error));
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', handle);
  process.on('SIGINT', handle);
}

/** Systems of other makes beside a simulated city; without them it is a city all the same. */
async function playOldSystems(platform: Platform): Promise<void> {
  const { config, log } = platform.services;
  if (config.production || config.PORT === 0) return;
  const context = platform.contextFor(simulatorActor, { requestId: 'standins' });
  await demonstrateStandIns(context).catch((error: unknown) =>
    log.warn({ err: error }, 'no old systems are played'),
  );
}

type Server = Awaited<ReturnType<typeof buildServer>>;

async function serve(config: Config, platform: Platform, app: Server): Promise<void> {
  await mountPages(app, config);
  stopOnSignals(async () => {
    await app.close();
    await platform.close();
  });
  const address = await app.listen({ host: config.HOST, port: config.PORT });
  if (config.STANDBY === 'yes') return say(`备用 · standby: ${address}`);
  await platform.startWork();
  const seeded = await seedWhenEmpty(platform);
  if (platform.stopping) return;
  await sayReady(platform, address, seeded);
  if (!seeded) return;
  await playOldSystems(platform);
  await handInTheRest(platform);
}

async function start(): Promise<void> {
  const config = readConfig();
  await assertPortFree(config);
  const platform = await openPlatform({ config, modules, onProgress: stepTeller() });
  const app = await buildServer(platform).catch(async (error: unknown) => {
    await platform.close();
    throw error;
  });
  try {
    await serve(config, platform, app);
  } catch (error) {
    // Left listening it would answer for a platform that is closed, and nobody would start it anew.
    await app.close();
    await platform.close();
    throw error;
  }
}

try {
  await start();
} catch (error) {
  say(explain(error));
  process.exitCode = 1;
}
