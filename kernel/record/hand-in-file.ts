import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { Context } from '../context.ts';
import type { RecordOf } from './define.ts';
import { recordHandlers } from './handlers.ts';

const lookEveryMs = 100;

/**
 * Hands a file of a record in as a person does: upload, look at the mapping, run, wait. The same file again is left out.
 * For whoever plays an outside party (`kernel/simulation.ts`).
 * @throws Error when the file is not taken in
 */
export async function handInFile(
  context: Context,
  record: object,
  filename: string,
  text: string,
): Promise<void> {
  const handlers = recordHandlers(record as RecordOf);
  const upload = {
    stream: Readable.from([Buffer.from(text)]),
    type: 'application/octet-stream',
    length: undefined,
  };
  const preview = await handlers.upload({ query: { filename }, upload }, context);
  if (preview.alreadyImported !== null) return;
  const mapping = Object.fromEntries(preview.mapping.map(({ field, header }) => [field, header]));
  await handlers.runImport({ params: { import: preview.import }, body: { mapping } }, context);
  for (;;) {
    const { items } = await handlers.imports({}, context);
    const { status = 'failed' } = items.find(({ id }) => id === preview.import) ?? {};
    if (status === 'failed' || status === 'cancelled')
      throw new Error(`the simulated file ${filename} was not taken in`);
    if (status === 'done') return;
    await pause(lookEveryMs);
  }
}
