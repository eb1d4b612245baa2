import { plainText, readMarkdown } from '#engines/markdown';
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
  readonly asOf: string | null;
  readonly simulated: boolean;
  readonly blocks: readonly ShownBlock[];
}

/** The words above the first block. */
export function headLines({ owner, period, issue, asOf, simulated }: Printing, language: Language): string[] {
  const at = asOf === null ? texts.noAsOf : fill(texts.asOf, { at: asOf.slice(0, 16).replace('T', ' ') });
  return [
    [owner, ...(issue ? [issue] : [])]
      .map((text) => say(text, language))
      .concat(period)
      .join('  '),
    ...(simulated
      ? [`${say(at, language)} UTC  ${say(texts.simulatedMark, language)}`]
      : [`${say(at, language)} UTC`]),
  ];
}

/** A text block as plain lines: its headings, paragraphs and points. */
export const textLines = (body: Text, language: Language): string[] => {
  const source = say(body, language);
  return readMarkdown(source).length === 0 ? [] : source.split(/\n{2,}/).map(plainText);
};

/** The marks that a figure bears, in words; empty for none. */
export function markOf({ simulated, now, state }: Cell, language: Language): string {
  const marks: Text[] = [];
  if (state === 'provisional') marks.push(texts.provisional);
  if (simulated) marks.push(texts.simulated);
  if (now)
    marks.push(now.withheld ? texts.revisedWithheld : fill(texts.revisedSince, { now: now.value ?? '—' }));
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
