import { CellNumbers } from './cell-number.ts';
import type { LongWork } from './progress.ts';
import { SharedStrings } from './shared-strings.ts';
import { SheetScanner } from './sheet-scanner.ts';
import type { SheetRows } from './sheet-scanner.ts';
import { TabularError } from './tabular-error.ts';
import { ARCHIVE_LIMITS, WorkbookArchive } from './workbook-archive.ts';
import type { ArchiveLimits } from './workbook-archive.ts';
import { readWorkbook } from './workbook-parts.ts';
import type { Sheet, Workbook } from './workbook-parts.ts';
import { XmlScanner } from './xml-scanner.ts';

export interface SheetOptions {
  from: string;
  /** Name of the sheet; without it the first that is visible. */
  sheet?: string;
  archiveLimits?: Partial<ArchiveLimits>;
  /** Rows in the sheet, blank ones counted; default 1,048,576. */
  maxRows?: number;
  /** Shared strings beyond this many bytes go to a file; default 64 MiB. */
  sharedStringsMemory?: number;
}

export interface SheetWork extends SheetOptions, LongWork {
  /** Where shared strings go that memory does not hold. */
  spillPath: string;
  rows: SheetRows;
  /** Asked after each chunk; answering true ends the reading early. */
  isEnough?: () => boolean;
  /** Awaited after each chunk. */
  flush?: () => Promise<void>;
}

export interface SheetRead {
  sheet: string;
  sheets: Sheet[];
  scanner: SheetScanner;
}

const MAX_ROWS = 1_048_576;
const STRINGS_MEMORY = 64 << 20;

/** The sheets of a workbook, the hidden ones with them. */
export async function listSheets(path: string, limits: Partial<ArchiveLimits> = {}): Promise<Sheet[]> {
  const archive = await WorkbookArchive.open(path, { ...ARCHIVE_LIMITS, ...limits });
  try {
    return namesOf(await readWorkbook(archive));
  } finally {
    archive.close();
  }
}

/** Reads one sheet row by row into `work.rows`. */
export async function readSheet(work: SheetWork): Promise<SheetRead> {
  const archive = await WorkbookArchive.open(work.from, { ...ARCHIVE_LIMITS, ...work.archiveLimits });
  let strings: SharedStrings | undefined;
  try {
    const workbook = await readWorkbook(archive);
    const sheet = chooseSheet(workbook, archive, work.sheet);
    strings = await SharedStrings.read(archive, workbook.sharedStrings, {
      memoryBytes: work.sharedStringsMemory ?? STRINGS_MEMORY,
      spillPath: work.spillPath,
    });
    const numbers = new CellNumbers(workbook.numberKinds, workbook.is1904);
    const scanner = new SheetScanner(work.rows, { strings, numbers, maxRows: work.maxRows ?? MAX_ROWS });
    await scanPart(archive, sheet.part, { work, scanner });
    return { sheet: sheet.name, sheets: namesOf(workbook), scanner };
  } finally {
    strings?.close();
    archive.close();
  }
}

async function scanPart(
  archive: WorkbookArchive,
  part: string,
  to: { work: SheetWork; scanner: SheetScanner },
): Promise<void> {
  const { work, scanner } = to;
  const xml = new XmlScanner(scanner);
  const totalBytes = archive.size(part);
  let bytes = 0;
  for await (const chunk of archive.chunks(part, work.signal)) {
    xml.push(chunk);
    await work.flush?.();
    bytes += chunk.length;
    work.onProgress?.({ bytes, totalBytes, rows: scanner.rows });
    if (work.isEnough?.() === true) return;
  }
  xml.end();
}

function chooseSheet(
  workbook: Workbook,
  archive: WorkbookArchive,
  name: string | undefined,
): Workbook['sheets'][number] {
  const wanted = workbook.sheets.find((sheet) =>
    name === undefined ? sheet.state === 'visible' : sheet.name === name,
  );
  if (wanted === undefined || !archive.has(wanted.part)) {
    throw new TabularError(
      'tabular.sheet-missing',
      name === undefined ? 'no visible sheet' : `no sheet ${name}`,
    );
  }
  return wanted;
}

function namesOf(workbook: Workbook): Sheet[] {
  return workbook.sheets.map(({ name, state }) => ({ name, state }));
}
