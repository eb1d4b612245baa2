// Ours: the two registers of the invented city, linked without labels in a process of its own.
import { join } from 'node:path';
import { openLake } from '#kernel/lake';
import { link, scoreAgainst, type LinkageModel, type TruthScore } from '#engines/linkage';
import { answer, usage } from '../machinery/answer.ts';
import { withFolder } from '../machinery/temporary.ts';
import { cityConfig } from './city-config.ts';

export interface LinkedCity {
  readonly score: TruthScore;
  readonly comparedPairs: number;
  readonly clerical: number;
  readonly cpuSeconds: number;
  readonly steps: Readonly<Record<string, number>>;
  readonly model: LinkageModel;
}

export interface CityTask {
  readonly folder: string;
  readonly memory: string;
}

await answer(({ folder, memory }: CityTask) =>
  withFolder(async (temporary): Promise<LinkedCity> => {
    const lake = await openLake({
      folder: `${temporary}/lake`,
      temp: `${temporary}/temp`,
      memory,
      threads: 2,
      alsoOpen: [folder],
    });
    try {
      return await lake.session(async (session) => {
        const before = usage().cpuSeconds;
        let last = before;
        const steps: Record<string, number> = {};
        const csv = (name: string) => `read_csv('${join(folder, name)}', all_varchar = true, header = true)`;
        for (const name of ['left', 'right'])
          await session.run(`create view city_${name} as select * from ${csv(`${name}.csv`)}`);
        const linkage = await link(
          session,
          cityConfig,
          // Files, as `yj link` reads them.
          { left: 'city_left', right: 'city_right', steady: true },
          {
            vintage: 'bench',
            onStep: (step) => {
              const now = usage().cpuSeconds;
              steps[step] = now - last;
              last = now;
            },
          },
        );
        const cpuSeconds = usage().cpuSeconds - before;
        await session.run(`create view city_truth as select * from ${csv('truth.csv')}`);
        return {
          score: await scoreAgainst(session, 'city_truth', false),
          comparedPairs: linkage.comparedPairs,
          clerical: linkage.clerical,
          cpuSeconds,
          steps,
          model: linkage.model,
        };
      });
    } finally {
      await lake.close();
    }
  }),
);
