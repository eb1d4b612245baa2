import type { ReadCity } from '#kernel/city';
import type { Context } from '#kernel/context';
import { oneAtATime, type Db } from '#kernel/db';
import { withdrawGone, writeRows } from '#kernel/record-server';
import { definitionFaults } from './check.ts';
import { measuresFile } from './city.ts';
import { dropRisen, listFallen, noteFallen } from './fallen-store.ts';
import type { DefinitionFault } from './faults.ts';
import { listMeasures, recordsOf, rowOf } from './measures.ts';
import { Measure } from './records.ts';
import type { MeasureDefinition } from './shapes.ts';

/** The first thing that is wrong with a measure beside the others. */
function faultBeside(
  context: Context,
  measure: MeasureDefinition,
  all: readonly MeasureDefinition[],
): DefinitionFault | undefined {
  const measures = new Map(all.filter(({ code }) => code !== measure.code).map((each) => [each.code, each]));
  return definitionFaults(measure, { record: recordsOf(context.modules, false), measures })[0];
}

/**
 * Brings back what an earlier load withdrew and what stands again: a slip of the pen in the file costs nobody a measure. What
 * somebody has touched since then is left as they left it.
 */
async function bringBack(context: Context, tx: Db): Promise<void> {
  for (;;) {
    const all = await listMeasures(context, tx);
    const risen = (await listFallen(tx)).filter(({ measure }) => !faultBeside(context, measure, all));
    for (const { measure, source, simulated } of risen) {
      context.log.info({ measure: measure.code }, 'a measure of the console stands again');
      await writeRows(context, tx, Measure, [rowOf(measure)], { source, simulated });
    }
    if (risen.length === 0) break;
  }
  await dropRisen(tx);
}

/**
 * Takes out of force what was made in the console and cannot stand beside the file as it now is, with the reason in its history
 * and in the log; what is made of it falls with it. Refused, the whole city would not start for the sake of one figure. It is
 * noted, so that a later load brings back what stands again.
 */
async function withdrawFallen(context: Context, tx: Db, inFile: ReadonlySet<string>): Promise<void> {
  for (;;) {
    const all = await listMeasures(context, tx);
    const fallen = all.flatMap((measure) => {
      if (inFile.has(measure.code)) return [];
      const fault = faultBeside(context, measure, all);
      return fault ? [{ measure: measure.code, fault }] : [];
    });
    if (fallen.length === 0) return;
    for (const { measure, fault } of fallen) {
      const { code, message, path } = fault;
      const place = path.join('.');
      context.log.warn(
        { measure, place, code, why: message.en },
        'a measure of the console no longer stands',
      );
      const keep = all.map((each) => each.code).filter((each) => each !== measure);
      const reason = `定义不再成立（${place}）：${message.zh}`;
      await noteFallen(tx, await withdrawGone(context, tx, Measure, { keep, reason }));
    }
  }
}

/** Brings the city's measures into the record; those made in the console stay as far as they still stand. */
export async function loadMeasures(city: ReadCity, context: Context): Promise<void> {
  const { measures } = city.get(measuresFile);
  const source = `city:${measuresFile.path}`;
  const inFile = new Set(measures.map(({ code }) => code));
  await context.transaction(async (tx) => {
    await oneAtATime(tx, 'indicators.measures');
    await writeRows(context, tx, Measure, measures.map(rowOf), { source, simulated: false });
    await withdrawGone(context, tx, Measure, { source, keep: [...inFile] });
    await bringBack(context, tx);
    await withdrawFallen(context, tx, inFile);
  });
}
