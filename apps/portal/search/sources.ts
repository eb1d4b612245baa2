import type { Text } from '#kernel/texts';
import type { PlanTarget } from '#domains/programme/targets/contract';
import type { PublishedEntry } from '#platform/data/catalogue/contract';
import { themes, wordsOf } from '../state/words.ts';
import type { Findable } from './find.ts';

const both = (texts: readonly Text[], between = ' · '): Text => ({
  zh: texts.map(({ zh }) => zh).join(between),
  en: texts.map(({ en }) => en).join(between),
});

const flat = ({ zh, en }: Text): string => `${zh} ${en}`;

/** A resource of the catalogue is found by its title, its provider, its theme and the names of its fields. */
export const findableEntry = (entry: PublishedEntry): Findable => ({
  kind: 'entry',
  to: `/catalogue/${encodeURIComponent(entry.code)}`,
  title: entry.title,
  line: both([entry.provider.name, entry.abstract]),
  words: [
    ...entry.words,
    flat(wordsOf(themes, entry.theme)),
    ...entry.fields.map(({ label }) => flat(label)),
  ],
});

/** A target of the plan leads to its line on the page of targets. */
export const findableTarget = (target: PlanTarget): Findable => ({
  kind: 'target',
  to: `/plan#${target.id}`,
  title: target.name,
  line: { zh: `规划 ${target.clause}`, en: `Plan, clause ${target.clause}` },
});
