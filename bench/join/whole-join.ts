// Ours: checked rows joined into the person register as the job does it, piece by piece.
import { system } from '#kernel/actor';
import type { Context } from '#kernel/context';
import { getDatasetEver } from '#platform/data/catalogue';
import type { CheckedRow } from '#platform/data/quality';
import { joinRows, subjects } from '#platform/data/registers';
import { answer, usage } from '../machinery/answer.ts';
import { openCity } from '../machinery/open-city.ts';
import { serverMeter } from '../machinery/server-cpu.ts';
import { checkedRows } from './rows.ts';

interface Input {
  readonly url: string;
  readonly folder: string;
  readonly rows: number;
}

const atOnce = 2000;

function* pieces(rows: Iterable<CheckedRow>): Generator<CheckedRow[]> {
  let piece: CheckedRow[] = [];
  for (const row of rows) {
    piece.push(row);
    if (piece.length < atOnce) continue;
    yield piece;
    piece = [];
  }
  if (piece.length > 0) yield piece;
}

async function delivery(context: Context, rows: Iterable<CheckedRow>, day: number) {
  const dataset = await getDatasetEver(context.db, 'rsj-insured');
  const joining = {
    dataset,
    batch: `bench-${day}`,
    at: `2026-01-0${day}T00:00:00.000Z`,
    subject: subjects.person,
    simulated: true,
    chief: 100,
    late: false,
  };
  let changed = 0;
  for (const piece of pieces(rows))
    changed += await context.transaction(
      async (tx) => (await joinRows(context, tx, joining, piece)).changed,
      { timeoutMs: 0 },
    );
  return changed;
}

await answer(async ({ url, folder, rows }: Input) => {
  const platform = await openCity(url, folder);
  const meter = await serverMeter(url);
  const context = platform.contextFor(system);
  const phases = [];
  for (const [day, moved] of [
    [1, 0],
    [2, 0],
    [3, 5],
  ] as const) {
    const given = [...checkedRows(rows, moved)];
    const [before, server, from] = [usage().cpuSeconds, await meter?.(), performance.now()];
    const changed = await delivery(context, given, day);
    phases.push({
      cpuSeconds: usage().cpuSeconds - before,
      server: ((await meter?.()) ?? 0) - (server ?? 0),
      seconds: (performance.now() - from) / 1000,
      changed,
    });
  }
  await platform.close();
  return { phases };
});
