import type { ReadCity } from '#kernel/city';
import type { Context } from '#kernel/context';
import { oneAtATime, type Db } from '#kernel/db';
import { withdrawGone, writeRows } from '#kernel/record-server';
import { definitionFaults } from './check.ts';
import { measuresFile } from './city.ts';
import { listMeasures, recordsOf, rowOf } from './measures.ts';
import { Measure } from './records.ts';

/**
 * Takes out of force what was made in the console and cannot stand beside the file as it now is, with the reason in its history
 * and in the log; what is made of it falls with it. Refused, the whole city would not start for the sake of one figure.
 */
async function withdrawFallen(context: Context, tx: Db, inFile: ReadonlySet<string>): Promise<void> {
  for (;;) {
    const all = await listMeasures(context, tx);
    const fallen = all.flatMap((measure) => {
      if (inFile.has(measure.code)) return [];
      const others = new Map(all.filter((each) => each !== measure).map((each) => [each.code, each]));
      const known = { record: recordsOf(context.modules, false), measures: others };
      const [fault] = definitionFaults(measure, known);
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
      await withdrawGone(context, tx, Measure, { keep, reason });
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
    await withdrawFallen(context, tx, inFile);
  });
}
