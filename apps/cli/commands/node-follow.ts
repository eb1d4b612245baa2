import { putFollowed } from '#platform/data/nodes';
import { required, UsageError, type Command } from '../command.ts';
import { askRunning, requireOk, withNode } from '../node-folder.ts';

/** Holds the rows of an agreement at this node, for one purpose. */
export const run: Command['run'] = async (given, [agreement]) => {
  if (agreement === undefined) throw new UsageError('协议编号必须给出 · which agreement?');
  const purpose = required(given, 'purpose');
  const answer = await askRunning(given, `/api/nodes/agreements/${encodeURIComponent(agreement)}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ purpose }),
  });
  if (answer) await requireOk(answer);
  else await withNode(given, (context) => putFollowed(context.db, agreement, purpose));
  return {
    lines: [`${agreement}：联系城市后取数 · its rows are fetched at the next call`],
    data: { agreement, purpose },
  };
};
