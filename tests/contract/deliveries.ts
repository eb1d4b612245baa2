import { expect } from 'vitest';
import type { Asker, TestCity } from '#testing';

export interface Preview {
  import: string;
  encoding?: string;
  mapping: { field: string; header: string | null; reason: string }[];
  rows: { faults: { code: string }[] }[];
  alreadyImported: string | null;
  takenBefore?: string;
}

export const mappingOf = (preview: Preview) =>
  Object.fromEntries(preview.mapping.map(({ field, header: column }) => [field, column]));

export interface File {
  readonly dataset: string;
  readonly filename: string;
  readonly bytes: Uint8Array | string;
  readonly mode?: 'correction';
}

export async function handIn(asker: Asker, { dataset, filename, bytes, mode }: File): Promise<Preview> {
  const path = `/api/ingestion/datasets/${dataset}/batches?mode=${mode ?? 'update'}`;
  const answer = await asker.upload(path, filename, bytes);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<Preview>();
}

/** Until the batch has come through collecting, checking and joining. */
export async function throughTheHouse(
  city: TestCity,
  asker: Asker,
  preview: Preview,
): Promise<Record<string, unknown>> {
  const run = await asker.post(`/api/ingestion/batches/${preview.import}/run`, {
    mapping: mappingOf(preview),
  });
  expect(run.statusCode, run.body).toBe(200);
  const collected = await city.finished(run.json<{ job: string }>().job);
  expect(collected, JSON.stringify(collected)).toMatchObject({ status: 'done' });
  const deadline = Date.now() + 60_000;
  for (;;) {
    const batch = (await asker.get(`/api/ingestion/batches/${preview.import}`)).json<
      Record<string, unknown>
    >();
    if (batch['status'] === 'joined') return batch;
    if (Date.now() > deadline) throw new Error(`the batch is still ${JSON.stringify(batch)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
