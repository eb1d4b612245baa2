/** A node and an arrow of a picture that flows from left to right. */
export interface FlowEdge {
  readonly from: string;
  readonly to: string;
}

/** Where a node stands: its column from the left, its place in it from the top. */
export interface Placed {
  readonly column: number;
  readonly row: number;
}

/** Arrows that lead back into a circle, which would let no node be first. */
function backEdges(nodes: readonly string[], out: ReadonlyMap<string, readonly string[]>): Set<string> {
  const state = new Map<string, 'open' | 'done'>();
  const back = new Set<string>();
  for (const start of nodes) {
    const stack = [{ node: start, next: 0 }];
    if (state.has(start)) continue;
    state.set(start, 'open');
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const to = out.get(top.node)?.[top.next];
      top.next += 1;
      if (to === undefined) {
        state.set(top.node, 'done');
        stack.pop();
      } else if (state.get(to) === 'open') back.add(`${top.node} ${to}`);
      else if (!state.has(to)) {
        state.set(to, 'open');
        stack.push({ node: to, next: 0 });
      }
    }
  }
  return back;
}

/**
 * Layers a graph: each node one column right of the last that leads to it, in a column in the order of the middle of
 * those before it, so that few arrows cross (Sugiyama, Tagawa and Toda 1981, without the later passes).
 * @param nodes ids, in the order in which equals shall stand
 * @param edges both ends among the nodes; circles are broken where they close
 */
export function layersOf(nodes: readonly string[], edges: readonly FlowEdge[]): ReadonlyMap<string, Placed> {
  const out = Map.groupBy(edges, ({ from }) => from);
  const targets = new Map([...out].map(([from, all]) => [from, all.map(({ to }) => to)]));
  const back = backEdges(nodes, targets);
  const forward = edges.filter(({ from, to }) => from !== to && !back.has(`${from} ${to}`));
  const before = Map.groupBy(forward, ({ to }) => to);
  const columns = new Map<string, number>();
  const columnOf = (node: string): number => {
    const known = columns.get(node);
    if (known !== undefined) return known;
    const column = Math.max(-1, ...(before.get(node) ?? []).map(({ from }) => columnOf(from))) + 1;
    columns.set(node, column);
    return column;
  };
  const placed = new Map<string, Placed>();
  const byColumn = Map.groupBy(nodes, columnOf);
  for (const [column, members] of [...byColumn].toSorted(([one], [other]) => one - other)) {
    const middle = (node: string): number => {
      const rows = (before.get(node) ?? []).map(({ from }) => placed.get(from)?.row ?? 0);
      return rows.length === 0 ? 0 : rows.reduce((sum, row) => sum + row, 0) / rows.length;
    };
    const ordered = members.map((node, index) => ({ node, index, at: middle(node) }));
    ordered.sort((one, other) => one.at - other.at || one.index - other.index);
    for (const [row, { node }] of ordered.entries()) placed.set(node, { column, row });
  }
  return placed;
}
