import type { AnyRow, DetailSection, Say } from '#ui';
import { ByFile } from './by-file.tsx';
import { Enrolment } from './enrolment.tsx';
import { Exchange } from './exchange.tsx';
import { words } from './words.ts';

/** A node: what it is, how it is enrolled, what went to and fro. */
export const nodeDetail = {
  sections: (row: AnyRow, say: Say): readonly DetailSection[] => [
    { title: say(words.standing), content: <Exchange code={String(row['code'])} /> },
    { title: say(words.byFile), content: <ByFile code={String(row['code'])} /> },
    { title: say(words.enrolment), content: <Enrolment row={row} /> },
  ],
};
