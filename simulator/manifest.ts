import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SimulatedSize } from './sizes.ts';

/** A file of the simulated city. */
export interface SimulatedFile {
  /** Below the folder. */
  readonly path: string;
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** A file on its way from a department into the city. */
export interface Delivery {
  readonly dataset: string;
  /** Path of the file below the folder. */
  readonly path: string;
  readonly mode: 'update' | 'correction';
  /** How long before now the department spoke. A later one may come in earlier. */
  readonly hoursAgo: number;
  /** Deliveries of one round may come together; the next round waits for them. */
  readonly round: 1 | 2 | 3;
}

/** What was made: `manifest.json` beside the files. */
export interface Manifest {
  readonly simulated: true;
  readonly notice: { readonly zh: string; readonly en: string };
  readonly size: SimulatedSize;
  readonly seed: number;
  /** `YYYY-MM-DD`; nobody in the city is younger. */
  readonly asOf: string;
  readonly people: number;
  readonly registered: number;
  readonly companies: number;
  /** Planted mistakes by dataset and kind. */
  readonly planted: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly files: readonly SimulatedFile[];
  readonly deliveries: readonly Delivery[];
  /** Somebody whom three departments know and nobody mistyped, for the demonstration account of a citizen. */
  readonly citizen: { readonly citizenId: string; readonly name: string } | null;
}

export const notice = {
  zh: '本文件夹中的人员、企业、地址、号码和差错均为模拟生成，与任何真实的人、企业或部门的工作无关。',
  en: 'All people, companies, addresses, numbers and mistakes in this folder are simulated; they say nothing of any real person, firm or department.',
};

/** What an earlier run wrote into a folder, whole: the manifest comes last. Undefined when there is none. */
export async function readManifest(folder: string): Promise<Manifest | undefined> {
  try {
    return JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
