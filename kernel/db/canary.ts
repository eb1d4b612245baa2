import { Problem } from '../problem.ts';
import type { Session } from './session.ts';

/** A broken engine has been seen to answer `select 1` with no row at all: trust is put in known answers only. */
async function askCanary(session: Session): Promise<void> {
  const { rows } = await session.query(
    `select 6 * 7 as answer, st_srid(st_setsrid(st_makepoint(121.15, 30.04), 4490)) as srid,
            similarity('姚江', '姚江') as alike`,
  );
  const found = JSON.stringify(rows);
  if (found === JSON.stringify([{ answer: 42, srid: 4490, alike: 1 }])) return;
  throw new Problem(503, 'store.unhealthy', {
    zh: `数据库对已知问题给出了错误答案：${found}。请停止写入并检查数据库。`,
    en: `The database gave a wrong answer to a known question: ${found}. Stop writing and examine it.`,
  });
}

/** Asks in a session of its own. */
export async function askStore(acquire: () => Promise<Session>): Promise<void> {
  const session = await acquire();
  let sound = false;
  try {
    await askCanary(session);
    sound = true;
  } finally {
    await session.release(!sound);
  }
}
