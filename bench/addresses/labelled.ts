import { readFileSync } from 'node:fs';
import type { PartKind } from '../../engines/addresses/index.ts';

export interface Span {
  readonly label: string;
  readonly start: number;
  readonly end: number;
}

export interface Labelled {
  readonly text: string;
  readonly spans: readonly Span[];
}

/** What the label set calls our kinds. */
export const labelOf: Readonly<Record<PartKind, string>> = {
  country: 'country',
  province: 'prov',
  city: 'city',
  county: 'district',
  zone: 'devzone',
  town: 'town',
  community: 'community',
  road: 'road',
  subRoad: 'subroad',
  roadNumber: 'roadno',
  subRoadNumber: 'subroadno',
  poi: 'poi',
  subPoi: 'subpoi',
  building: 'houseno',
  unit: 'cellno',
  floor: 'floorno',
  room: 'roomno',
  person: 'person',
  hint: 'assist',
  redundant: 'redundant',
  other: 'otherinfo',
};

/** `token B-label` or `token I-label` a line, an empty line behind each address; a token may be several characters. */
function readOne(lines: readonly string[]): Labelled {
  let text = '';
  const spans: { label: string; start: number; end: number }[] = [];
  for (const line of lines) {
    const at = line.lastIndexOf(' ');
    const token = line.slice(0, at);
    const label = line.slice(at + 3).toLowerCase();
    const open = spans.at(-1);
    const end = text.length + token.length;
    if (open && line.charAt(at + 1) === 'I' && open.label === label) open.end = end;
    else spans.push({ label, start: text.length, end });
    text += token;
  }
  return { text, spans };
}

/** @param path a file of the label set, UTF-8 */
export const readLabelled = (path: string): Labelled[] =>
  readFileSync(path, 'utf8')
    .replaceAll('\r', '')
    .split(/\n\s*\n/)
    .map((block) => readOne(block.split('\n').filter((line) => line.trim() !== '')))
    .filter(({ text }) => text !== '');
