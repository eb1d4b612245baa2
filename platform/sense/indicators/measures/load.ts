import type { ReadCity } from '#kernel/city';
import type { Context } from '#kernel/context';
import { oneAtATime, type Db } from '#kernel/db';
import { withdrawGone, writeRows } from '#kernel/record-server';
import { definitionFaults } from './check.ts';
import { measuresFile } from './city.ts';
import { dropRisen, listFallen, noteFallen } from './fallen-store.ts';
import type { DefinitionFault } from './faults.ts';
import { findSources, listMeasures, rowOf } from './measures.ts';
import { putPublishing } from './publishing-store.ts';
import { Measure } from './records.ts';
import type { MeasureDefinition } from './shapes.ts';
import { sidesOf } from './touched-store.ts';

/** The first thing that is wrong with a measure beside the others. */
async function faultBeside(
  { context, tx, all }: { context: Context; tx: Db; all: readonly MeasureDefinition[] },
  measure: MeasureDefinition,
): Promise<DefinitionFault | undefined> {
  const measures = new Map(all.filter(({ code }) => code !== measure.code).map((each) => [each.code, each]));
  const source = await findSources(context, tx, sidesOf(measure));
  return definitionFaults(measure, { source, measures })[0];
}

/**
 * Brings back what an earlier load withdrew and what stands again: a slip of the pen in the file costs nobody a measure. What
 * somebody has touched since then is left as they left it.
 */
async function bringBack(context: Context, tx: Db): Promise<void> {
  for (;;) {
    const all = await listMeasures(context, tx);
    const risen: Awaited<ReturnType<typeof listFallen>> = [];
    for (const fallen of await listFallen(tx))
      if (!(await faultBeside({ context, tx, all }, fallen.measure))) risen.push(fallen);
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
    const fallen: { measure: string; fault: DefinitionFault }[] = [];
    for (const measure of all.filter(({ code }) => !inFile.has(code))) {
      const fault = await faultBeside({ context, tx, all }, measure);
      if (fault) fallen.push({ measure: measure.code, fault });
    }
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
  const { measures, publishing } = city.get(measuresFile);
  const source = `city:${measuresFile.path}`;
  const inFile = new Set(measures.map(({ code }) => code));
  await context.transaction(async (tx) => {
    await oneAtATime(tx, 'indicators.measures');
    await writeRows(context, tx, Measure, measures.map(rowOf), { source, simulated: false });
    await withdrawGone(context, tx, Measure, { source, keep: [...inFile] });
    await bringBack(context, tx);
    await withdrawFallen(context, tx, inFile);
    await putPublishing(tx, publishing);
  });
}

/** Takes out of force what cannot stand any longer beside the catalogue as it now is, and brings back what stands again. */
export const withdrawUnstanding = (context: Context): Promise<void> =>
  context.transaction(async (tx) => {
    await oneAtATime(tx, 'indicators.measures');
    await bringBack(context, tx);
    await withdrawFallen(context, tx, new Set());
  });
