import { nodeStatus, type NodeStatus } from '#platform/data/nodes';
import type { Command, Given } from '../command.ts';
import { askRunning, withNode } from '../node-folder.ts';

async function statusOf(given: Given): Promise<NodeStatus & { readonly running: boolean }> {
  const answer = await askRunning(given, '/api/nodes/status');
  if (answer?.ok) return { ...((await answer.json()) as NodeStatus), running: true };
  return { ...(await withNode(given, nodeStatus)), running: false };
}

/** How the node of a folder stands, whether it runs or not. */
export const run: Command['run'] = async (given) => {
  const status = await statusOf(given);
  const lines = [
    `前置机 · node: ${status.node ?? '尚未接入 · not enrolled'} (${status.running ? '运行中 · running' : '未运行 · not running'})`,
    `城市 · city: ${status.city ?? '—'}`,
    `最近答复 · last answer: ${status.heardAt ?? '—'}${status.trouble === null ? '' : `  (${status.trouble})`}`,
    `待送 · waiting: ${status.waiting}`,
    ...status.channels.map(
      ({ channel, sequence, acknowledged, waiting }) =>
        `  ${channel.padEnd(32)} ${String(sequence).padStart(8)}  回执 · receipted ${acknowledged}  待送 · waiting ${waiting}`,
    ),
    ...status.messages.slice(0, 10).map((message) => `  · ${JSON.stringify(message)}`),
  ];
  return { lines, data: status };
};
