import type { RecordOverrides } from '#kernel/record-server';
import { notePost, requireAccount, requirePost } from './accounts.ts';
import { withPlainCertificate } from './kiosk/rules.ts';
import { endOtherSessions, endSessionsAtKiosk, endSessionsIn } from './leaving/end-session.ts';
import { endWhenSuspended } from './leaving/suspended.ts';

/** What is withdrawn ends the sessions that hang on it; brought back it revives none. */
export const accountHooks: RecordOverrides = {
  beforeWrite: (incoming, context, db) => requireAccount(context, db, incoming),
  afterWrite: endWhenSuspended,
  beforeWithdraw: ({ key }, context, tx) => endOtherSessions(context, tx, key, null),
};
export const postHooks: RecordOverrides = {
  beforeWrite: (incoming, context, db) => requirePost(context, db, incoming),
  afterWrite: notePost,
  beforeWithdraw: ({ key }, context, tx) => endSessionsIn(context, tx, key),
};
export const kioskHooks: RecordOverrides = {
  beforeWrite: async (incoming) => withPlainCertificate(incoming),
  beforeWithdraw: ({ key }, context, tx) => endSessionsAtKiosk(context, tx, key),
};
