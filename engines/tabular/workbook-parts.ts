import { posix } from 'node:path';
import { builtInKind, formatKind } from './number-format.ts';
import type { NumberKind } from './number-format.ts';
import { TabularError } from './tabular-error.ts';
import type { WorkbookArchive } from './workbook-archive.ts';
import { attributesOf } from './xml-attributes.ts';
import { nameCode, XmlScanner } from './xml-scanner.ts';

export interface Sheet {
  name: string;
  /** As it is seen in Excel; a veryHidden sheet is shown by no menu. */
  state: 'visible' | 'hidden' | 'veryHidden';
}

export interface Workbook {
  sheets: (Sheet & { part: string })[];
  is1904: boolean;
  /** By a cell's style. */
  numberKinds: NumberKind[];
  sharedStrings: string;
}

interface TagListener {
  open: (name: number, attributes: Map<string, string>) => void;
  close?: (name: number) => void;
}

const SHEET = nameCode('sheet');
const WORKBOOK_PROPERTIES = nameCode('workbookPr');
const RELATIONSHIP = nameCode('Relationship');
const NUMBER_FORMAT = nameCode('numFmt');
const CELL_FORMATS = nameCode('cellXfs');
const FORMAT = nameCode('xf');

/** The parts of a workbook that say what the others are: sheets, relations, formats. */
export async function readWorkbook(archive: WorkbookArchive): Promise<Workbook> {
  const main = await mainPart(archive);
  const relations = await relationsOf(archive, main);
  const sheets: Workbook['sheets'] = [];
  let is1904 = false;
  await eachTag(archive, main, {
    open: (name, attributes) => {
      if (name === WORKBOOK_PROPERTIES) is1904 = /^(?:1|true|on)$/.test(attributes.get('date1904') ?? '');
      if (name !== SHEET) return;
      const part = relations.byId.get(attributes.get('id') ?? '') ?? '';
      sheets.push({ name: attributes.get('name') ?? '', state: stateOf(attributes.get('state')), part });
    },
  });
  if (sheets.length === 0) throw new TabularError('tabular.not-a-workbook', 'a workbook without sheets');
  const numberKinds = await readNumberKinds(archive, relations.byType.get('styles') ?? '');
  return { sheets, is1904, numberKinds, sharedStrings: relations.byType.get('sharedStrings') ?? '' };
}

async function mainPart(archive: WorkbookArchive): Promise<string> {
  const { byType } = await relationsOf(archive, '');
  const part = byType.get('officeDocument') ?? 'xl/workbook.xml';
  if (archive.has(part) && part.endsWith('.xml')) return part;
  throw new TabularError(
    'tabular.not-a-workbook',
    archive.has(part) ? 'a binary workbook (.xlsb)' : 'no workbook in it',
  );
}

interface Relations {
  byId: Map<string, string>;
  /** By the last word of the type; the strict and the transitional editions share it. */
  byType: Map<string, string>;
}

async function relationsOf(archive: WorkbookArchive, part: string): Promise<Relations> {
  const folder = posix.dirname(part);
  const relations: Relations = { byId: new Map(), byType: new Map() };
  await eachTag(archive, posix.join(folder, '_rels', `${posix.basename(part)}.rels`), {
    open: (name, attributes) => {
      if (name !== RELATIONSHIP || attributes.get('TargetMode') === 'External') return;
      const target = posix.resolve('/', folder, attributes.get('Target') ?? '').slice(1);
      relations.byId.set(attributes.get('Id') ?? '', target);
      relations.byType.set((attributes.get('Type') ?? '').replace(/^.*\//, ''), target);
    },
  });
  return relations;
}

async function readNumberKinds(archive: WorkbookArchive, part: string): Promise<NumberKind[]> {
  const custom = new Map<number, NumberKind>();
  const kinds: NumberKind[] = [];
  let isWithinCells = false;
  await eachTag(archive, part, {
    open: (name, attributes) => {
      const id = Number(attributes.get('numFmtId') ?? 0);
      if (name === CELL_FORMATS) isWithinCells = true;
      else if (name === NUMBER_FORMAT) custom.set(id, formatKind(attributes.get('formatCode') ?? ''));
      else if (name === FORMAT && isWithinCells) kinds.push(custom.get(id) ?? builtInKind(id));
    },
    close: (name) => {
      if (name === CELL_FORMATS) isWithinCells = false;
    },
  });
  return kinds;
}

async function eachTag(archive: WorkbookArchive, part: string, listener: TagListener): Promise<void> {
  const scanner = new XmlScanner({
    wantsText: false,
    opened: (name, bytes, from, to) => listener.open(name, attributesOf(bytes, from, to)),
    closed: (name) => listener.close?.(name),
    text: () => undefined,
  });
  for await (const chunk of archive.chunks(part)) scanner.push(chunk);
  scanner.end();
}

function stateOf(state: string | undefined): Sheet['state'] {
  return state === 'hidden' || state === 'veryHidden' ? state : 'visible';
}
