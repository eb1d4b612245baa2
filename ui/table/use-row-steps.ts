import type { RefObject } from 'react';
import { step } from '../shortcuts/pressed.ts';
import { useShortcuts } from '../shortcuts/shortcuts.tsx';

interface StepsOptions {
  readonly body: RefObject<HTMLElement | null>;
  readonly search: RefObject<HTMLInputElement | null>;
  readonly close: (() => void) | undefined;
  readonly forward: () => void;
  readonly back: () => void;
}

const texts = {
  down: { zh: '下一行', en: 'Next row' },
  up: { zh: '上一行', en: 'Row before' },
  choose: { zh: '选中这一行', en: 'Choose this row' },
  forward: { zh: '下一页', en: 'Next page' },
  back: { zh: '上一页', en: 'Page before' },
  filter: { zh: '在列表中查找', en: 'Search this list' },
  close: { zh: '关闭右侧', en: 'Close the right side' },
};

/** `j k` walk through the rows (the focus goes along, so Enter opens), `x` chooses, `[ ]` turn pages, `f` searches. */
export function useRowSteps({ body, search, close, forward, back }: StepsOptions): void {
  const rows = () => [...(body.current?.querySelectorAll<HTMLElement>('tbody tr') ?? [])];
  const present = () => rows().findIndex((row) => row.contains(document.activeElement));
  const walk = (by: 1 | -1) => {
    const all = rows();
    const row = all[step(present(), by, all.length)];
    row?.querySelector<HTMLElement>('td a, td button')?.focus();
    row?.scrollIntoView({ block: 'nearest' });
  };
  useShortcuts([
    { key: 'j', label: texts.down, run: () => walk(1) },
    { key: 'k', label: texts.up, run: () => walk(-1) },
    {
      key: 'x',
      label: texts.choose,
      run: () => rows()[present()]?.querySelector<HTMLElement>('input[type=checkbox]')?.click(),
    },
    { key: ']', label: texts.forward, run: forward },
    { key: '[', label: texts.back, run: back },
    { key: 'f', label: texts.filter, run: () => search.current?.focus() },
    ...(close ? [{ key: 'Escape', label: texts.close, run: close }] : []),
  ]);
}
