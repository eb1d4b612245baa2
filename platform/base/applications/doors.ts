import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { notFound, Problem } from '#kernel/problem';
import { fill, type Text } from '#kernel/texts';
import { organisationNames } from '#platform/base/organisations';
import type { MenuEntry } from './contract.ts';
import { doorFault, placeIn, type DoorFault } from './rules.ts';
import * as store from './store.ts';
import { texts } from './texts.ts';

const nameOf = (system: store.SystemRow): Text => ({ zh: system.nameZh, en: system.nameEn });

/** A text whose places are filled with the words of each language. */
function bothFilled(text: Text, values: Readonly<Record<string, Text>>): Text {
  const of = (language: 'zh' | 'en') =>
    fill(text, Object.fromEntries(Object.entries(values).map(([name, said]) => [name, said[language]])))[
      language
    ];
  return { zh: of('zh'), en: of('en') };
}

const sentences: Readonly<Record<DoorFault, Text>> = {
  closed: texts.closed,
  'no-account': texts.noAccount,
  'not-owner': texts.notOwner,
};

/** Why somebody does not get in, and who can help. */
export function whyNot(fault: DoorFault, system: store.SystemRow, owner: Text | undefined): Text {
  const plain = (text: string): Text => ({ zh: text, en: text });
  return bothFilled(sentences[fault], {
    system: nameOf(system),
    owner: owner ?? plain(system.owner),
    contact: system.contact === null ? texts.noContact : plain(system.contact),
  });
}

const personOf = (context: Context, there: string | undefined) => ({
  organisation: context.actor.organisation,
  there,
});

/** Every living system, with whether whoever asks may open it. */
export async function menuFor(context: Context): Promise<MenuEntry[]> {
  const { db, actor } = context;
  const account = await store.findAccountName(db, actor.id);
  const systems = await store.findLiving(db);
  const accesses = account === undefined ? [] : await store.findAccesses(db, account);
  const names = await organisationNames(db, [...new Set(systems.map(({ owner }) => owner))]);
  return systems.map((system) => {
    const there = accesses.find((each) => each.system === system.code)?.there;
    const fault = doorFault(system, personOf(context, there));
    const owner = names.get(system.owner);
    return {
      code: system.code,
      name: nameOf(system),
      purpose: system.purpose,
      owner: system.owner,
      ownerName: owner ?? null,
      signOn: system.signOn,
      health: system.health,
      open: fault === null,
      why: fault && whyNot(fault, system, owner),
      replacedBy: system.replacedBy,
      simulated: system.simulated,
    };
  });
}

const codes: Readonly<Record<DoorFault, string>> = {
  closed: 'applications.closed',
  'no-account': 'applications.no-account',
  'not-owner': 'applications.not-owner',
};

/**
 * Lets whoever asks through the door of a system.
 * @returns the name under which the system knows them
 * @throws Problem 409 `applications.closed`, 403 `applications.no-account`, `applications.not-owner`
 */
export async function requireDoor(
  context: Context,
  db: Db,
  system: store.SystemRow,
): Promise<{ readonly account: string | undefined; readonly there: string | undefined }> {
  const account = await store.findAccountName(db, context.actor.id);
  const there = account === undefined ? undefined : await store.findThere(db, system.code, account);
  const fault = doorFault(system, personOf(context, there));
  if (fault === null) return { account, there };
  const owner = (await organisationNames(db, [system.owner])).get(system.owner);
  throw new Problem(fault === 'closed' ? 409 : 403, codes[fault], whyNot(fault, system, owner));
}

/**
 * Where to send the browser for a place in a system.
 * @throws Problem as `requireDoor`, and 422 `applications.bad-place`
 */
export async function openDoor(context: Context, code: string, path: string | undefined) {
  const { db } = context;
  const system = await store.findSystem(db, code);
  if (!system) throw notFound(texts.system, code);
  const { there } = await requireDoor(context, db, system);
  const to = placeIn(system.address ?? '', path);
  if (to === undefined) throw new Problem(422, 'applications.bad-place', texts.badPlace);
  return { system, opened: { to, signOn: system.signOn, there: there ?? null } };
}
