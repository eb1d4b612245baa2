import type { ReadCity } from '#kernel/city';
import type { Context } from '#kernel/context';
import { withdrawGone, writeRows } from '#kernel/record-server';
import { figuresFile, targetsFile, type CityFigure, type CityTarget } from './city.ts';
import { Figure } from './records.ts';

const baselineOf = (figure: CityFigure) => ({
  id: figure.id,
  kind: 'baseline' as const,
  nameZh: figure.name.zh,
  nameEn: figure.name.en,
  value: figure.value,
  approximate: figure.approximate ?? null,
  comparison: null,
  unitZh: figure.unit.zh,
  unitEn: figure.unit.en,
  asOf: figure.as_of,
  about: figure.of ?? null,
  comparedWith: figure.compared_with ?? null,
  clause: figure.clause,
});

const targetOf = (target: CityTarget, due: string) => ({
  id: `target-${target.id}`,
  kind: 'target' as const,
  nameZh: target.name.zh,
  nameEn: target.name.en,
  value: target.value,
  approximate: null,
  comparison: target.comparison ?? null,
  unitZh: target.unit?.zh ?? null,
  unitEn: target.unit?.en ?? null,
  asOf: due,
  about: target.baseline ?? null,
  comparedWith: null,
  clause: target.clause,
});

/** Brings the plan's baselines and targets into the record. */
export async function load(city: ReadCity, context: Context): Promise<void> {
  const { figures } = city.get(figuresFile);
  const { targets, due } = city.get(targetsFile);
  const files = [
    { file: figuresFile, rows: figures.map(baselineOf) },
    { file: targetsFile, rows: targets.map((target) => targetOf(target, due)) },
  ];
  await context.transaction(async (tx) => {
    for (const { file, rows } of files) {
      const source = `city:${file.path}`;
      await writeRows(context, tx, Figure, rows, { source, simulated: false });
      await withdrawGone(context, tx, Figure, { source, keep: rows.map(({ id }) => id) });
    }
  });
}
