import type { zh } from './texts.zh.ts';

export const en = {
  module: 'Lineage',
  read: 'See where data come from and go to',
  write: 'Report lineage of other systems',
  node: 'dataset or job',
  gatherJob: 'Gather lineage',
  gathered: '{count} jobs gathered',
  ownNamespace:
    'Jobs of this namespace are told by this platform itself. Use the namespace of the system that reports.',
  futureEvent: 'The event is more than a day in the future: look at the clock of the system that reports it.',
} satisfies typeof zh;
