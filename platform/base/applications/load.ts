import type { ReadCity } from '#kernel/city';
import type { Context } from '#kernel/context';
import { readRows, writeRows } from '#kernel/record-server';
import { systemsFile } from './city.ts';
import { System } from './records.ts';

/** Brings the systems that the city's file knows into the register; what departments have registered since stays. */
export async function load(city: ReadCity, context: Context): Promise<void> {
  const { systems } = city.get(systemsFile);
  await context.transaction(async (tx) => {
    const known = await readRows(
      context,
      tx,
      System,
      systems.map(({ code }) => code),
    );
    const here = new Set(known.map(({ code }) => code));
    const fresh = systems.filter(({ code }) => !here.has(code));
    const rows = fresh.map(({ name, ...system }) => ({
      ...system,
      nameZh: name.zh,
      nameEn: name.en,
      signOn: 'own' as const,
      audience: 'accounts' as const,
      state: 'in-use' as const,
    }));
    await writeRows(context, tx, System, rows, { source: `city:${systemsFile.path}`, simulated: false });
  });
}
