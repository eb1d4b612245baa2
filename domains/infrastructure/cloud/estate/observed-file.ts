import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { matchColumns, previewCsv, sniffFile } from '#engines/tabular';
import { Problem } from '#kernel/problem';
import { asTabularProblem } from '#kernel/tabular-problem';
import { texts } from '../texts.ts';
import type { Sent } from './observe.ts';
import { Observation } from './shapes.ts';

const most = 20_000;

const fields = [
  { name: 'asset', labels: ['资产编号', 'Asset code'], aliases: ['编号', '主机', 'asset', 'host'] },
  { name: 'at', labels: ['时间', 'Time'], aliases: ['观测时间', '采集时间', 'at', 'timestamp'] },
  { name: 'cpu', labels: ['CPU使用率', 'CPU use'], aliases: ['CPU', 'cpu'] },
  { name: 'memory', labels: ['内存使用率', 'Memory use'], aliases: ['内存', 'memory'] },
  { name: 'storage', labels: ['存储使用率', 'Storage use'], aliases: ['磁盘', '存储', 'storage', 'disk'] },
];

/** `2026-11-28 08:00` is of the city's clocks; what names its own offset is taken by it. */
function instantOf(text: string): string {
  const trimmed = text.trim().replaceAll('/', '-').replace(' ', 'T');
  if (/(Z|[+-]\d\d:?\d\d)$/.test(trimmed)) return trimmed;
  const [day = '', time = '00:00'] = trimmed.split('T');
  return `${day}T${time.length === 5 ? `${time}:00` : time}+08:00`;
}

function shareOf(cell: string | undefined): number | null {
  const text = (cell ?? '').trim().replace(/[%％]$/, '');
  return text === '' ? null : Number(text);
}

/**
 * Reads observations from a CSV file of whatever monitoring writes it, in any of the usual encodings.
 * @throws Problem 422 for a file that is no table, lacks machine or time, or is too large to come in one piece
 */
export async function readObserved(stream: Readable, filename: string): Promise<SentFile> {
  const folder = await mkdtemp(join(tmpdir(), 'yaojiang-observed-'));
  try {
    const from = join(folder, 'file');
    await pipeline(stream, createWriteStream(from));
    const { format, encoding = 'utf-8', delimiter = ',' } = await sniffFile(from, filename);
    if (format !== 'csv') throw new Problem(422, 'cloud.observed-not-csv', texts.observedNotCsv);
    const { header, rows, faults, isWhole } = await previewCsv({ from, encoding, delimiter, rows: most + 1 });
    if (!isWhole || rows.length > most)
      throw new Problem(422, 'cloud.observed-too-large', texts.observedTooLarge);
    const places = new Map(
      matchColumns(header.columns, fields).map(({ field, place }) => [field, place] as const),
    );
    if (places.get('asset') === undefined || places.get('at') === undefined)
      throw new Problem(422, 'cloud.observed-columns', texts.observedColumns);
    return read(rows, places, faults);
  } catch (error) {
    throw asTabularProblem(error);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export interface SentFile {
  readonly sent: readonly Sent[];
  readonly wrong: readonly number[];
}

function read(
  rows: readonly { line: number; cells: readonly string[] }[],
  places: ReadonlyMap<string, number | undefined>,
  faults: readonly { line: number }[],
): SentFile {
  const cellOf = (cells: readonly string[], name: string) => cells[places.get(name) ?? -1];
  const sent: Sent[] = [];
  const wrong = faults.map(({ line }) => line);
  for (const { line, cells } of rows) {
    const observation = Observation.safeParse({
      asset: (cellOf(cells, 'asset') ?? '').trim(),
      at: instantOf(cellOf(cells, 'at') ?? ''),
      cpu: shareOf(cellOf(cells, 'cpu')),
      memory: shareOf(cellOf(cells, 'memory')),
      storage: shareOf(cellOf(cells, 'storage')),
    });
    if (observation.success) sent.push({ line, observation: observation.data });
    else wrong.push(line);
  }
  return { sent, wrong };
}
