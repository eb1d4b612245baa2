import type { Db } from '#kernel/db';
import type { Application } from '../contract.ts';
import { tables } from '../tables.ts';

export interface ApplicationRow extends Application {
  readonly secretDigest: string | null;
}

interface Stored {
  readonly id: string;
  readonly name_zh: string;
  readonly name_en: string;
  readonly kind: string;
  readonly audience: string;
  readonly organisation: string | null;
  readonly secret_digest: string | null;
  readonly redirect_uris: string[];
  readonly logout_uris: string[];
  readonly backchannel_uri: string | null;
  readonly grants: string[];
  readonly trusted: boolean;
  readonly inside: boolean;
  readonly created_at: string;
  readonly created_by: string;
  readonly expires_at: string | null;
  readonly revoked_at: string | null;
}

const rowOf = (row: Stored): ApplicationRow => ({
  id: row.id,
  name: { zh: row.name_zh, en: row.name_en },
  kind: row.kind as Application['kind'],
  audience: row.audience as Application['audience'],
  organisation: row.organisation,
  secretDigest: row.secret_digest,
  redirectUris: row.redirect_uris,
  logoutUris: row.logout_uris,
  backchannelUri: row.backchannel_uri,
  grants: row.grants,
  trusted: row.trusted,
  inside: row.inside,
  createdAt: row.created_at,
  createdBy: row.created_by,
  expiresAt: row.expires_at,
  revokedAt: row.revoked_at,
});

export async function insertApplication(tx: Db, row: ApplicationRow): Promise<void> {
  await tables(tx)
    .insertInto('identity.application')
    .values({
      id: row.id,
      name_zh: row.name.zh,
      name_en: row.name.en,
      kind: row.kind,
      audience: row.audience,
      organisation: row.organisation,
      secret_digest: row.secretDigest,
      redirect_uris: [...row.redirectUris],
      logout_uris: [...row.logoutUris],
      backchannel_uri: row.backchannelUri,
      grants: [...row.grants],
      trusted: row.trusted,
      inside: row.inside,
      created_at: row.createdAt,
      created_by: row.createdBy,
      expires_at: row.expiresAt,
      revoked_at: row.revokedAt,
    })
    .execute();
}

export async function findApplication(db: Db, id: string): Promise<ApplicationRow | undefined> {
  const row = await tables(db)
    .selectFrom('identity.application')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return row && rowOf(row);
}

export async function findApplications(db: Db): Promise<ApplicationRow[]> {
  const rows = await tables(db)
    .selectFrom('identity.application')
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(500)
    .execute();
  return rows.map(rowOf);
}

/** Revoked once is revoked for good; the first time stands. */
export async function markRevoked(tx: Db, id: string, at: string): Promise<boolean> {
  const { numUpdatedRows } = await tables(tx)
    .updateTable('identity.application')
    .set((row) => ({ revoked_at: row.fn.coalesce('revoked_at', row.val(at)) }))
    .where('id', '=', id)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function setSecret(tx: Db, id: string, secretDigest: string): Promise<void> {
  await tables(tx)
    .updateTable('identity.application')
    .set({ secret_digest: secretDigest })
    .where('id', '=', id)
    .execute();
}

/** Whether an administrator has said of an application with this back-channel that it stands in the city's own network. */
export async function isInside(db: Db, backchannelUri: string): Promise<boolean> {
  const row = await tables(db)
    .selectFrom('identity.application')
    .select('id')
    .where('backchannel_uri', '=', backchannelUri)
    .where('inside', '=', true)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}
