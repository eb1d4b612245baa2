import { readMarkdown, type Span } from '#engines/markdown';
import { fill, say, type Language, type Text } from '#kernel/texts';
import type { Cell, GridBlock, ShownBlock } from '../shapes.ts';
import { texts } from '../texts.ts';

/** What is printed of a report or an issue of it, whatever it is written into. */
export interface Printing {
  readonly title: Text;
  readonly owner: Text;
  readonly period: string;
  /** `第 3 期`; none of a report that is read live. */
  readonly issue: Text | null;
  /** Local time, as it is read; null without data. */
  readonly asOf: string | null;
  readonly simulated: boolean;
  readonly blocks: readonly ShownBlock[];
}

/** The words above the first block. */
export function headLines({ owner, period, issue, asOf, simulated }: Printing, language: Language): string[] {
  const at = asOf === null ? texts.noAsOf : fill(texts.asOf, { at: asOf });
  const whose = [owner, ...(issue ? [issue] : []), { zh: period, en: period }];
  const marks = [at, ...(simulated ? [texts.simulatedMark] : [])];
  return [whose, marks].map((line) => line.map((text) => say(text, language)).join('  '));
}

const wordsOf = (spans: readonly Span[]): string => spans.map(({ text }) => text).join('');

/** A text block as plain lines: its headings, paragraphs and points. */
export const textLines = (body: Text, language: Language): string[] =>
  readMarkdown(say(body, language)).flatMap((block) =>
    block.kind === 'list'
      ? block.items.map((spans, at) => `${block.ordered ? `${at + 1}.` : '·'} ${wordsOf(spans)}`)
      : [wordsOf(block.spans)],
  );

/** Whether some figures of a block are invented and some are not: then each of the former says so. */
export function isMixed({ rows }: GridBlock): boolean {
  const known = rows.flatMap(({ cells }) => cells.filter(({ value }) => value !== null));
  const invented = known.filter(({ simulated }) => simulated).length;
  return invented > 0 && invented < known.length;
}

const sinceOf = ({ value, withheld }: NonNullable<Cell['now']>): Text =>
  withheld ? texts.revisedWithheld : fill(texts.revisedSince, { now: value ?? '—' });

/** The marks that a figure bears, in words; empty for none. */
export function markOf({ simulated, now, state, value }: Cell, language: Language, mixed: boolean): string {
  const marks = [
    ...(state === 'provisional' && value !== null ? [texts.provisional] : []),
    ...(simulated && mixed ? [texts.simulated] : []),
    ...(now ? [sinceOf(now)] : []),
  ];
  return marks.map((mark) => say(mark, language)).join('；');
}

/** Names of the columns, with the unit where each row has its own. */
export const headOf = ({ head, columns, unit }: GridBlock, language: Language): string[] => [
  say(head, language),
  ...(unit === null ? [say(texts.unitHead, language)] : []),
  ...columns.map(({ title }) => say(title, language)),
];

export const noteOf = ({ unit, hides }: GridBlock, language: Language): string[] => [
  ...(unit === null ? [] : [say(fill(texts.unit, { unit }), language)]),
  ...(hides ? [say(texts.hidesNote, language)] : []),
];
