import { localToken } from '#platform/data/nodes';
import type { Command } from '../command.ts';
import { nodeConfig } from '../node-folder.ts';

/** The token by which programs of the department read from the node: `Authorization: Bearer …`. */
export const run: Command['run'] = async (given) => {
  const token = await localToken({ config: nodeConfig(given) });
  return { lines: [token], data: { token } };
};
