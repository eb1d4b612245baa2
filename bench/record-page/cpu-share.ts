import { Session, type Profiler } from 'node:inspector/promises';

/** Where a function's time belongs, by the file it stands in; the first that fits. */
const places: readonly (readonly [string, RegExp])[] = [
  ['zod: query and answer through their schemas', /node_modules\/(zod|@fastify\/type-provider-zod)\//],
  [
    'pg: wire protocol and values',
    /node_modules\/(pg|pg-protocol|pg-types|pg-pool|postgres-\w+)\/|kernel\/db\/values/,
  ],
  ['kysely: making SQL', /node_modules\/kysely\/|kernel\/db\//],
  ['identity: who asks', /platform\/base\/identity\//],
  ['ledger: entry and sealing', /platform\/base\/ledger\/|engines\/(merkle|canonical-json)\//],
  ['exchange: agreement, rows, receipts', /platform\/data\/exchange\//],
  ['record: rows, masks, conditions', /kernel\/record\/|engines\/identifiers\//],
  ['fastify and its plugins', /node_modules\//],
  ['kernel: server, operations, log', /kernel\//],
];

const outside = new Set(['(root)', '(program)', '(idle)']);

/** Its own file's place; code without one (of Node, or made at run time, as zod does) counts for whoever called it. */
function placeOf({ callFrame }: Profiler.ProfileNode, caller: string): string {
  if (outside.has(callFrame.functionName)) return '';
  if (callFrame.functionName === '(garbage collector)') return 'garbage collection';
  return (
    places.find(([, pattern]) => pattern.test(callFrame.url))?.[0] ?? (caller || 'node: sockets and streams')
  );
}

function placesById(nodes: readonly Profiler.ProfileNode[]): Map<number, string> {
  const found = new Map<number, string>();
  const callers = new Map<number, string>();
  // A node stands after the one that called it.
  for (const node of nodes) {
    const place = placeOf(node, callers.get(node.id) ?? '');
    found.set(node.id, place);
    for (const child of node.children ?? []) callers.set(child, place);
  }
  return found;
}

/** Profiles `work` of this process. @returns milliseconds by place, what is not JavaScript left out */
export async function cpuShares(work: () => Promise<void>): Promise<Record<string, number>> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 200 });
  await session.post('Profiler.start');
  await work();
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  const byId = placesById(profile.nodes);
  const spent: Record<string, number> = {};
  profile.samples?.forEach((id, index) => {
    const place = byId.get(id);
    if (place) spent[place] = (spent[place] ?? 0) + (profile.timeDeltas?.[index] ?? 0) / 1000;
  });
  return spent;
}
