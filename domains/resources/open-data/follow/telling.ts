import type { Context } from '#kernel/context';
import { subscription } from '#kernel/module';
import { readRow } from '#kernel/record-server';
import { notify } from '#platform/base/notifications';
import { correctionAnswered, versionMade } from '../events.ts';
import { Correction, Release } from '../records.ts';
import { followersOf } from './store.ts';

interface News {
  readonly kind: 'open-data.new-version' | 'open-data.corrected';
  /** One reader is told of it once. */
  readonly key: string;
  readonly params: Readonly<Record<string, string>>;
  readonly simulated: boolean;
}

/** Tells everybody who follows a resource that is open to everybody. */
async function tell(context: Context, code: string, { params, ...news }: News): Promise<void> {
  const release = await readRow(context, context.db, Release, code);
  if (release?.state !== 'open' || release.access !== 'everyone') return;
  const common = { link: `/open-data/${code}`, organisation: release.provider };
  const titled = { zh: release.titleZh, en: release.titleEn };
  for (let after = ''; ;) {
    const accounts = await followersOf(context.db, code, after);
    const last = accounts.at(-1);
    if (last === undefined) return;
    const to = accounts.map((id) => ({ kind: 'account' as const, id }));
    await context.transaction((tx) =>
      notify(context, tx, { ...news, ...common, to, params: { ...titled, ...params } }),
    );
    after = last;
  }
}

export const followerSubscriptions = [
  subscription('open-data.tell-version', versionMade, ({ payload }, context) =>
    tell(context, payload.release, {
      kind: 'open-data.new-version',
      key: `${payload.release} ${payload.version}`,
      params: { version: String(payload.version) },
      simulated: payload.simulated,
    }),
  ),
  subscription('open-data.tell-correction', correctionAnswered, async ({ payload }, context) => {
    if (!payload.accepted) return;
    const correction = await readRow(context, context.db, Correction, payload.correction);
    await tell(context, payload.release, {
      kind: 'open-data.corrected',
      key: payload.correction,
      params: { words: correction?.answer ?? '' },
      simulated: payload.simulated,
    });
  }),
];
