import type { Context } from '#kernel/context';
import { findClient } from './client-store.ts';
import { findApplication } from './oidc/application-store.ts';
import { mayAct, readGrants } from './rules.ts';
import { findAccountById, findPosts } from './store.ts';

interface Held {
  readonly organisation: string | null;
  readonly grants: readonly string[];
}

interface Program extends Held {
  readonly revokedAt: string | null;
  readonly expiresAt: string | null;
}

const works = ({ revokedAt, expiresAt }: Program, now: Date): boolean =>
  revokedAt === null && (expiresAt === null || Date.parse(expiresAt) > now.getTime());

/** What somebody or some program holds now, by the id under which it acts: each post of a person, nothing of who is gone. */
async function heldBy({ db, clock }: Pick<Context, 'db' | 'clock'>, id: string): Promise<readonly Held[]> {
  const now = clock.now();
  const program = (await findClient(db, id)) ?? (await findApplication(db, id));
  if (program) return works(program, now) ? [program] : [];
  const account = await findAccountById(db, id);
  return account && mayAct(account, now) ? findPosts(db, account.account) : [];
}

/**
 * Whether whoever acts under an id could come with a permission for an organisation at this moment: asked before something
 * is done in their name while they are away, so that it ends when they leave, are suspended or revoked, or lose the right.
 */
export async function stillMay(
  context: Pick<Context, 'db' | 'clock'>,
  id: string,
  { organisation, permission }: { readonly organisation: string; readonly permission: string },
): Promise<boolean> {
  const held = await heldBy(context, id);
  return held.some((each) => each.organisation === organisation && readGrants(each.grants).has(permission));
}
