import { Problem } from '../../problem.ts';
import { extensions } from '../extensions.ts';
import type { Session } from '../session.ts';
import { errorField, storeProblem } from '../store-problem.ts';

const leastVersion = 15;

interface Facts {
  readonly version: number;
  readonly shown: string;
  readonly encoding: string;
}

/** Refuses a server that cannot carry the platform, and makes the extensions where rights allow. */
export async function requireServer(session: Session): Promise<void> {
  const { rows } = await session.query(
    `select current_setting('server_version_num')::int / 10000 as version,
            current_setting('server_version') as shown, current_setting('server_encoding') as encoding`,
  );
  const facts = rows[0] as Facts;
  if (facts.version < leastVersion) {
    throw new Problem(500, 'store.too-old', {
      zh: `数据库是 PostgreSQL ${facts.shown}，需要 ${leastVersion} 或更高版本。`,
      en: `The database is PostgreSQL ${facts.shown}; version ${leastVersion} or later is needed.`,
    });
  }
  if (facts.encoding !== 'UTF8') {
    throw new Problem(500, 'store.wrong-encoding', {
      zh: `数据库编码是 ${facts.encoding}，需要 UTF8。`,
      en: `The database is encoded in ${facts.encoding}; UTF8 is needed.`,
    });
  }
  for (const name of extensions) await requireExtension(session, name);
}

async function requireExtension(session: Session, name: string): Promise<void> {
  const { rows } = await session.query('select 1 from pg_extension where extname = $1', [name]);
  if (rows.length > 0) return;
  try {
    await session.query('begin');
    await session.limit(0);
    await session.query(`create extension if not exists ${name}`);
    await session.query('commit');
  } catch (error) {
    await session.query('rollback');
    // Two starts at once: the other one made it.
    if (errorField(error, 'code') === '23505') return;
    throw storeProblem(error) ? error : missing(name, error);
  }
}

function missing(name: string, error: unknown): Problem {
  const rightsLack = errorField(error, 'code') === '42501';
  const advice = rightsLack
    ? {
        zh: `请由数据库管理员在该库执行 CREATE EXTENSION ${name};`,
        en: `Ask an administrator of the database to run CREATE EXTENSION ${name}; in it.`,
      }
    : {
        zh: '请在数据库服务器上安装 PostGIS 与 contrib 软件包。',
        en: 'Install the PostGIS and contrib packages on the database server.',
      };
  const reason = error instanceof Error ? error.message : String(error);
  return new Problem(500, 'store.extension-missing', {
    zh: `数据库缺少扩展 ${name}（${reason}）。${advice.zh}`,
    en: `The database lacks the extension ${name} (${reason}). ${advice.en}`,
  });
}
