import type { Handlers } from '#kernel/module';
import type { operations } from '../contract.ts';
import { createApplication, renewSecret, revokeApplication } from './applications.ts';
import { findApplications } from './application-store.ts';
import { issuerOf } from './issuer.ts';
import { rotateSigningKeys } from './keys.ts';

const done = { done: true } as const;

type Mine =
  | 'applications'
  | 'createApplication'
  | 'renewApplicationSecret'
  | 'revokeApplication'
  | 'rotateSigningKeys';

export const applicationHandlers: Handlers<Pick<typeof operations, Mine>> = {
  applications: async (_input, context) => ({
    items: await findApplications(context.db),
    issuer: issuerOf(context.config),
  }),
  createApplication: ({ body }, context) => context.transaction((tx) => createApplication(context, tx, body)),
  renewApplicationSecret: ({ params }, context) =>
    context.transaction((tx) => renewSecret(context, tx, params.id)),
  revokeApplication: async ({ params }, context) => {
    await context.transaction((tx) => revokeApplication(context, tx, params.id));
    return done;
  },
  rotateSigningKeys: async (_input, context) => {
    const keys = await rotateSigningKeys(context.config);
    await context.ledger(context.db, {
      action: 'administer',
      resource: 'identity.signing-keys',
      subjects: [],
      detail: { done: 'rotated', keys },
    });
    return done;
  },
};
