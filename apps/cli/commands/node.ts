import { system } from '#kernel/actor';
import { buildServer } from '#kernel/server';
import { startCalling } from '#platform/data/nodes';
import type { Command, Said } from '../command.ts';
import { forgetAddress, nodeConfig, noteAddress, openNode } from '../node-folder.ts';
import { assertPortFree } from '../../server/port.ts';

const untilStopped = (): Promise<string> =>
  new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve(signal));
  });

/** Milliseconds of an option. */
const milliseconds = (value: unknown): number | undefined =>
  typeof value === 'string' ? Number(value) * 1000 : undefined;

/** Runs the node of a folder until it is stopped. */
export const run: Command['run'] = async (given): Promise<Said> => {
  const config = nodeConfig(given);
  await assertPortFree(config);
  const platform = await openNode(config);
  const app = await buildServer(platform);
  const every = milliseconds(given['every']);
  try {
    const address = await app.listen({ host: config.HOST, port: config.PORT });
    await noteAddress(config, address);
    await platform.startWork();
    const context = platform.contextFor(system, { requestId: 'node' });
    const calling = startCalling(
      context,
      every === undefined
        ? {}
        : { callMs: every, lookMs: Math.min(every, 2000), mostMs: Math.max(every, 1000) },
    );
    process.stdout.write(`前置机已启动 · node: ${address}/node\n`);
    const signal = await untilStopped();
    await calling.stop();
    return { lines: [`${signal}: 已停止 · stopped`], data: { stopped: signal } };
  } finally {
    await app.close();
    await platform.close();
    await forgetAddress(config);
  }
};
