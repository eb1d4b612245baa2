import type { Text } from '#kernel/texts';
import { channelName, nodeStatus, saidName, type NodeStatus } from '#platform/data/nodes';
import type { Command, Given } from '../command.ts';
import { askRunning, withNode } from '../node-folder.ts';

async function statusOf(given: Given): Promise<NodeStatus & { readonly running: boolean }> {
  const answer = await askRunning(given, '/api/nodes/status');
  if (answer?.ok) return { ...((await answer.json()) as NodeStatus), running: true };
  return { ...(await withNode(given, nodeStatus)), running: false };
}

const both = ({ zh, en }: Text): string => (zh === en ? zh : `${zh} · ${en}`);

type Message = NodeStatus['messages'][number];

/** What became of a file: taken in, checked with so many good and bad rows, or why it was not taken in. */
function messageLine({ at, what, name = '', rows, good, bad, why }: Message): string {
  const counted = rows === undefined ? '' : `  行 · rows ${rows}  合格 · good ${good}  有误 · bad ${bad}`;
  return `  ${at}  ${name}  ${both(saidName(what))}${counted}${why ? `  ${both(why)}` : ''}`;
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
        `  ${both(channelName(channel))}  ${channel}  ${String(sequence)}  回执 · receipted ${acknowledged}  待送 · waiting ${waiting}`,
    ),
    ...status.messages.slice(0, 10).map(messageLine),
  ];
  return { lines, data: status };
};
