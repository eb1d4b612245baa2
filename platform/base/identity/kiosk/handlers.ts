import type { Context } from '#kernel/context';
import type { Handlers, Download } from '#kernel/module';
import { notFound, Problem } from '#kernel/problem';
import { readRow } from '#kernel/record-server';
import type { operations } from '../contract.ts';
import { Kiosk } from '../records.ts';
import { texts } from '../texts.ts';
import { digestOf, newToken } from '../token.ts';
import { kioskCookie, provenKiosk } from './kiosk.ts';
import { setKey } from './store.ts';

const tenYears = 10 * 366 * 86_400;

const answer = ({ config }: Context, value: string, seconds: number): Download => ({
  filename: 'kiosk.json',
  type: 'application/json; charset=utf-8',
  body: Buffer.from('{"done":true}'),
  inline: true,
  headers: {
    'set-cookie': [
      `${kioskCookie}=${value}`,
      'Path=/',
      'HttpOnly',
      'SameSite=Strict',
      `Max-Age=${seconds}`,
      ...(config.production ? ['Secure'] : []),
    ].join('; '),
  },
});

export const kioskHandlers: Handlers<Pick<typeof operations, 'newKioskKey' | 'enrolKiosk' | 'leaveKiosk'>> = {
  newKioskKey: async ({ params }, context) => {
    const key = newToken();
    await context.transaction(async (tx) => {
      if (!(await readRow(context, tx, Kiosk, params.id))) throw notFound(Kiosk.title, params.id);
      const at = context.clock.now().toISOString();
      await setKey(tx, params.id, { digest: digestOf(key), at, by: context.actor.id });
      await context.ledger(tx, {
        action: 'administer',
        resource: 'identity.kiosk',
        subjects: [],
        detail: { done: 'key', kiosk: params.id },
      });
    });
    return { id: params.id, secret: key };
  },

  enrolKiosk: async ({ body }, context) => {
    const from = context.from ?? { address: '' };
    const kiosk = await provenKiosk(context, { code: body.code, key: body.key }, from);
    if (!kiosk) throw new Problem(401, 'identity.kiosk-refused', texts.kioskRefused);
    await context.ledger(context.db, {
      action: 'sign-in',
      resource: 'identity.kiosk',
      subjects: [],
      detail: { outcome: 'enrolled', kiosk: kiosk.code },
    });
    return answer(context, `${body.code}.${body.key}`, tenYears);
  },

  leaveKiosk: async (_input, context) => answer(context, '', 0),
};
