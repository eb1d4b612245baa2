import { Time, type Column } from '#ui';
import type { Glass } from '../contract.ts';
import { GlassState } from './glass-lines.tsx';
import { texts } from './words.ts';

export const columns: readonly Column<Glass>[] = [
  { name: 'brokenAt', label: texts.when, show: ({ brokenAt }) => <Time at={brokenAt} /> },
  { name: 'brokenBy', label: texts.who, show: ({ brokenByName, brokenBy }) => brokenByName ?? brokenBy },
  { name: 'record', label: texts.record, show: ({ record }) => <code>{record}</code> },
  { name: 'key', label: texts.key, show: ({ key }) => <code>{key}</code> },
  { name: 'looks', label: texts.looks, end: true, show: ({ looks }) => looks },
  { name: 'state', label: texts.state, show: (glass) => <GlassState glass={glass} /> },
];
