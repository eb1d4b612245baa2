import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import { oneAtATime, type Db } from '#kernel/db';
import { Problem } from '#kernel/problem';
import { fill } from '#kernel/texts';
import { findSame, type Same, type Sameness } from './store.ts';
import { texts } from './texts.ts';

const linkOf = ({ kind, key }: Same): string => `/exchange/${kind}s/${encodeURIComponent(key)}`;

/**
 * That one consumer has, for one system and one purpose, one agreement on a dataset: what is longer or more is asked for as
 * its renewal or its amendment. Who asks at the same moment waits.
 * @param except the request itself and what it has brought about
 * @throws Problem 409 `exchange.already-asked`, `exchange.already-agreed` with `existing` and its `link`
 */
export async function requireOnlyOne(
  context: Context,
  tx: Db,
  asked: Sameness,
  except: readonly string[] = [],
): Promise<void> {
  await oneAtATime(tx, `exchange.ask:${asked.dataset}/${asked.consumer}`);
  const same = await findSame(tx, asked, { today: dayOf(context), except });
  if (!same) return;
  const isAsked = same.kind === 'request';
  throw new Problem(
    409,
    `exchange.already-${isAsked ? 'asked' : 'agreed'}`,
    fill(isAsked ? texts.alreadyAsked : texts.alreadyAgreed, { existing: same.key }),
    { existing: same.key, link: linkOf(same) },
  );
}
