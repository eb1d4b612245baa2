// Ours: one set of records with truth, linked without labels in a process of its own.
import { openLake } from '#kernel/lake';
import { link, parseLinkageConfig, scoreAgainst, type LinkageModel, type TruthScore } from '#engines/linkage';
import { answer, usage } from '../machinery/answer.ts';
import { withFolder } from '../machinery/temporary.ts';
import { truthSets } from './sets.ts';

export interface Ours {
  readonly score: TruthScore;
  readonly comparedPairs: number;
  readonly cpuSeconds: number;
  readonly blocks: LinkageModel['blocks'];
  readonly blockRecall: number;
}

await answer(({ name, folder }: { name: string; folder: string }) =>
  withFolder(async (temporary): Promise<Ours> => {
    const set = truthSets.find((each) => each.name === name);
    if (!set) throw new Error(`no set ${name}`);
    const lake = await openLake({
      folder: `${temporary}/lake`,
      temp: `${temporary}/temp`,
      memory: '1GB',
      threads: 2,
      alsoOpen: [folder],
    });
    try {
      return await lake.session(async (session) => {
        const before = usage().cpuSeconds;
        const tables = Object.entries(set.tables(folder));
        for (const [table, sql] of tables) await session.run(`create table ${table} as ${sql}`);
        const same = !tables.some(([table]) => table === 'b');
        const linkage = await link(
          session,
          parseLinkageConfig(set.config),
          { left: 'a', right: same ? undefined : 'b' },
          { vintage: 'bench' },
        );
        const cpuSeconds = usage().cpuSeconds - before;
        const score = await scoreAgainst(session, 'truth', same);
        return {
          score,
          comparedPairs: linkage.comparedPairs,
          cpuSeconds,
          blocks: linkage.model.blocks,
          blockRecall: linkage.model.blockRecall,
        };
      });
    } finally {
      await lake.close();
    }
  }),
);
