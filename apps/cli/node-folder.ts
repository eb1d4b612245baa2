import { randomBytes } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { system } from '#kernel/actor';
import { readConfig, type Config } from '#kernel/config';
import type { Context } from '#kernel/context';
import { openPlatform, type Platform } from '#kernel/platform';
import { localToken, nodeModule } from '#platform/data/nodes';
import { UsageError, type Given } from './command.ts';

/** A node's configuration: its own folder, `./node` unless said otherwise, and nothing simulated. */
export function nodeConfig({ data, port }: Given): Config {
  const given: Record<string, string | undefined> = { ...process.env };
  const folder = typeof data === 'string' ? data : (given['YAOJIANG_DATA'] ?? './node');
  return readConfig({
    ...given,
    YAOJIANG_DATA: folder,
    PORT: typeof port === 'string' ? port : (given['PORT'] ?? '8331'),
    SEED_SIZE: 'none',
    LOG_LEVEL: given['LOG_LEVEL'] ?? 'warn',
    // A node has no sessions to sign.
    SESSION_KEY: given['SESSION_KEY'] ?? randomBytes(24).toString('hex'),
  });
}

export const openNode = (config: Config): Promise<Platform> =>
  openPlatform({ config, modules: [nodeModule] });

/** Opens the node's store for one piece of work. */
export async function withNode<T>(given: Given, work: (context: Context) => Promise<T>): Promise<T> {
  const platform = await openNode(nodeConfig(given));
  try {
    return await work(platform.contextFor(system, { requestId: 'cli' }));
  } finally {
    await platform.close();
  }
}

const addressFile = (config: Config): string => join(resolve(config.dataFolder), 'node-address');

/** Where the running node answers, for the commands beside it. */
export const noteAddress = (config: Config, address: string): Promise<void> =>
  writeFile(addressFile(config), address, { mode: 0o600 });

export const forgetAddress = (config: Config): Promise<void> => rm(addressFile(config), { force: true });

/**
 * Asks the node that runs on this folder.
 * @returns undefined when none does
 */
export async function askRunning(
  given: Given,
  path: string,
  init: RequestInit = {},
): Promise<Response | undefined> {
  const config = nodeConfig(given);
  const address = await readFile(addressFile(config), 'utf8').catch(() => undefined);
  if (address === undefined) return undefined;
  const headers = { ...(init.headers as object), authorization: `Bearer ${await localToken({ config })}` };
  return fetch(`${address}${path}`, { ...init, headers }).catch(() => undefined);
}

/** @throws UsageError with what the node refused */
export async function requireOk(answer: Response): Promise<void> {
  if (answer.ok) return;
  const { code, detail } = (await answer.json()) as { code: string; detail: { zh: string; en: string } };
  throw new UsageError(`${detail.zh}\n${detail.en}\n(${code})`);
}
