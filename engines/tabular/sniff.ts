import { guessDelimiter } from './delimiter.ts';
import type { Delimiter } from './delimiter.ts';
import { guessEncoding } from './encoding.ts';
import type { Encoding } from './encoding.ts';

export type Format =
  | 'csv'
  | 'xlsx'
  | 'xls'
  | 'html'
  | 'xml'
  | 'json'
  | 'parquet'
  | 'zip'
  | 'pdf'
  | 'empty'
  | 'binary';

export interface Sniffed {
  format: Format;
  /** What the name promised, when that is something else than the content. */
  nameSays?: Format;
  /** The rest for text only. */
  encoding?: Encoding;
  bom?: boolean;
  /** 0 to 1, see {@link EncodingGuess}. */
  confidence?: number;
  delimiter?: Delimiter;
}

const BY_NAME: Readonly<Record<string, Format>> = {
  csv: 'csv',
  tsv: 'csv',
  txt: 'csv',
  xlsx: 'xlsx',
  xlsm: 'xlsx',
  xls: 'xls',
  html: 'html',
  htm: 'html',
  xml: 'xml',
  json: 'json',
  geojson: 'json',
  ndjson: 'json',
  jsonl: 'json',
  parquet: 'parquet',
  zip: 'zip',
  pdf: 'pdf',
};

const OLE2 = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const ZIP = [0x50, 0x4b, 0x03, 0x04];
const EMPTY_ZIP = [0x50, 0x4b, 0x05, 0x06];
/** Of a file, and of one whose footer is encrypted. */
const PARQUET = ['PAR1', 'PARE'].map((magic) => [...Buffer.from(magic)]);
const PDF = [0x25, 0x50, 0x44, 0x46, 0x2d];

/**
 * What a file is, from its first bytes (64 KiB are plenty) and its name. The content decides; a name that says
 * otherwise is reported. An encrypted workbook and a workbook of before 2007 both begin as `xls`.
 */
export function sniff(head: Uint8Array, filename: string): Sniffed {
  const found = sniffContent(head, filename);
  const extension = /\.([^.]+)$/.exec(filename.toLowerCase())?.[1] ?? '';
  const promised = BY_NAME[extension];
  if (promised === undefined || promised === found.format || found.format === 'empty') return found;
  return { ...found, nameSays: promised };
}

function sniffContent(head: Uint8Array, filename: string): Sniffed {
  if (head.length === 0) return { format: 'empty' };
  if (startsWith(head, OLE2)) return { format: 'xls' };
  if (startsWith(head, ZIP) || startsWith(head, EMPTY_ZIP)) return { format: zipKind(head, filename) };
  if (startsWith(head, PDF)) return { format: 'pdf' };
  if (PARQUET.some((magic) => startsWith(head, magic))) return { format: 'parquet' };
  return sniffText(head);
}

function sniffText(head: Uint8Array): Sniffed {
  const guess = guessEncoding(head);
  if (guess === null) return { format: 'binary' };
  const text = new TextDecoder(guess.encoding).decode(head, { stream: true });
  if (text.trim() === '') return { format: 'empty', encoding: guess.encoding, bom: guess.bom };
  const format = textKind(text);
  return format === 'csv' ? { format, ...guess, delimiter: guessDelimiter(text) } : { format, ...guess };
}

function textKind(text: string): Format {
  const start = text.slice(0, 4096).trimStart().toLowerCase();
  if (start.startsWith('<?xml')) return start.includes('<html') ? 'html' : 'xml';
  if (/^<(?:!doctype html|!--|html|head|meta|body|table|div|style)/.test(start)) return 'html';
  if (/^(?:\{\s*["}]|\[\s*[[{"\]\d-])/.test(start)) return 'json';
  return 'csv';
}

/** Names of parts stand uncompressed in a ZIP; an office file opens with them. */
function zipKind(head: Uint8Array, filename: string): Format {
  const names = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1');
  if (/xl\/(?:workbook|worksheets|styles|sharedStrings|_rels)/.test(names)) return 'xlsx';
  const isOffice = names.includes('[Content_Types].xml') && !/(?:word|ppt)\//.test(names);
  return isOffice && /\.xls[xm]$/i.test(filename) ? 'xlsx' : 'zip';
}

function startsWith(head: Uint8Array, bytes: readonly number[]): boolean {
  return bytes.every((byte, at) => head[at] === byte);
}
