import type { Text } from '#kernel/texts';
import type { LineageNode } from '../contract.ts';
import { words } from './words.ts';

const states: Readonly<Record<string, Text>> = words.states;

/** How a run ended, in words. */
export const stateWord = (state: string): Text => states[state] ?? { zh: state, en: state };

export const nodePath = (id: string): string => `/lineage/node?node=${encodeURIComponent(id)}`;

interface Arrow {
  readonly from: string;
  readonly to: string;
}

/** The arrows between datasets alone: what a job reads leads to what it writes. */
export function withoutJobs(nodes: readonly LineageNode[], edges: readonly Arrow[]): readonly Arrow[] {
  const jobs = nodes.filter(({ kind }) => kind === 'job').map(({ id }) => id);
  const arrows = jobs.flatMap((job) => {
    const reads = edges.filter(({ to }) => to === job);
    const writes = edges.filter(({ from }) => from === job);
    return reads.flatMap(({ from }) => writes.map(({ to }) => ({ from, to })));
  });
  return [...new Map(arrows.map((arrow) => [`${arrow.from} ${arrow.to}`, arrow])).values()];
}
