// New records and a side that stands: prepared once, linked bit by bit, or from scratch, each in a process of its own.
import { join } from 'node:path';
import { openLake, type LakeSession } from '#kernel/lake';
import { link, linkNew, prepareStanding, type LinkageModel, type Standing } from '#engines/linkage';
import { answer, usage } from '../machinery/answer.ts';
import { withFolder } from '../machinery/temporary.ts';
import { cityConfig } from './city-config.ts';

export interface NewTask {
  readonly folder: string;
  readonly memory: string;
  readonly newRecords: number;
  readonly model: LinkageModel;
  /** Folder of the standing side. */
  readonly standing: string;
  /** Of the standing side; not given: prepare it. */
  readonly of?: Standing;
  readonly work: 'prepare' | 'new' | 'scratch';
}

export interface NewDone {
  readonly standing?: Standing;
  readonly cpuSeconds: number;
  readonly links: number;
  /** Of all rows of the answer. */
  readonly sum: string;
}

const sumOfResult = `select coalesce(sum(hash(left_id, right_id, weight, probability, band, layer)::hugeint), 0)::varchar as sum from link_result`;

async function work(session: LakeSession, task: NewTask): Promise<Omit<NewDone, 'cpuSeconds'>> {
  const { model } = task;
  if (task.work === 'prepare') {
    const standing = await prepareStanding(session, cityConfig, 'city_left', {
      model,
      folder: task.standing,
      vintage: 'bench',
    });
    return { standing, links: 0, sum: '' };
  }
  const linked =
    task.work === 'new' && task.of
      ? await linkNew(session, cityConfig, 'city_new', { standing: task.of, model })
      : await link(
          session,
          cityConfig,
          { left: 'city_left', right: 'city_new' },
          { vintage: 'bench', model, frequencies: 'left' },
        );
  const [found] = await session.rows<{ sum: string }>(sumOfResult);
  return { links: linked.links, sum: found?.sum ?? '' };
}

await answer((task: NewTask) =>
  withFolder(async (temporary): Promise<NewDone> => {
    const lake = await openLake({
      folder: `${temporary}/lake`,
      temp: `${temporary}/temp`,
      memory: task.memory,
      threads: 2,
      alsoOpen: [task.folder, task.standing],
    });
    try {
      return await lake.session(async (session) => {
        const csv = (name: string) =>
          `read_csv('${join(task.folder, name)}', all_varchar = true, header = true)`;
        await session.run(`create view city_left as select * from ${csv('left.csv')}`);
        // The new ones are a file of their own, as they would come.
        await session.run(
          `create table city_new as select * from ${csv('right.csv')} order by hash(id), id limit ${task.newRecords}`,
        );
        const before = usage().cpuSeconds;
        const done = await work(session, task);
        return { ...done, cpuSeconds: usage().cpuSeconds - before };
      });
    } finally {
      await lake.close();
    }
  }),
);
