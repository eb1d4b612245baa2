import type { Context, Services } from '#kernel/context';
import type { Db } from '#kernel/db';
import { notFound, Problem } from '#kernel/problem';
import { writeRows } from '#kernel/record-server';
import { createApplication, type ApplicationClaims, type EnteredHearing } from '#platform/base/identity';
import { System } from './records.ts';
import { findSystem, findSystemOfApplication, findThere } from './store.ts';
import { texts } from './texts.ts';
import { countUse } from './use.ts';

const tell = (context: Context, tx: Db, code: string, detail: Readonly<Record<string, unknown>>) =>
  context.ledger(tx, {
    action: 'administer',
    resource: 'applications.system',
    subjects: [],
    detail: { system: code, ...detail },
  });

/** A security administrator says whether a system stands in the city's own network, and may then be asked there. */
export async function setInside(context: Context, code: string, inside: boolean): Promise<void> {
  await context.transaction(async (tx) => {
    if (!(await findSystem(tx, code))) throw notFound(texts.system, code);
    await writeRows(context, tx, System, [{ code, inside }], { source: 'form' });
    await tell(context, tx, code, { done: inside ? 'inside' : 'outside' });
  });
}

export interface SignOnAsked {
  readonly redirectUris: string[];
  readonly logoutUris: string[];
  readonly backchannelUri?: string | undefined;
}

/**
 * Makes a system an application of our OpenID provider. Done again it is another application, and the former one stays as
 * long as it is not revoked.
 * @returns its id and, once, its secret
 * @throws Problem 409 `applications.sign-on-own`
 */
export const connectSystem = (context: Context, code: string, asked: SignOnAsked) =>
  context.transaction(async (tx) => {
    const system = await findSystem(tx, code);
    if (!system) throw notFound(texts.system, code);
    if (system.signOn !== 'openid') throw new Problem(409, 'applications.sign-on-own', texts.signOnOwn);
    const { backchannelUri, ...uris } = asked;
    const made = await createApplication(context, tx, {
      ...uris,
      ...(backchannelUri === undefined ? {} : { backchannelUri }),
      name: { zh: system.nameZh, en: system.nameEn },
      kind: 'web',
      audience: 'official',
      organisation: system.owner,
      grants: [],
      trusted: true,
      inside: system.inside,
    });
    await writeRows(context, tx, System, [{ code, application: made.id }], { source: 'form' });
    await tell(context, tx, code, { done: 'connected', application: made.id });
    return made;
  });

/** By which name an old system knows whoever enters it. */
export const claimsThere: ApplicationClaims = async (services: Services, { application, account }) => {
  const { db } = services.store;
  const system = await findSystemOfApplication(db, application);
  const there = system && (await findThere(db, system.code, account));
  return there === undefined ? undefined : { preferred_username: there };
};

export const countEntered: EnteredHearing = async (context, _db, { application, actor }) => {
  const system = await findSystemOfApplication(context.db, application);
  if (system) await context.transaction((tx) => countUse(context, tx, system, actor));
};
