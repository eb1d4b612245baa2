import { call, CallProblem, upload } from '#kernel/call';
import { edit, newReplica, operations, receive, requestOf, type Edit, type FieldVisit } from '../contract.ts';
import {
  changeHeld,
  dropPhoto,
  heldPhotos,
  heldVisits,
  keepPhoto,
  keyOf,
  type Held,
  type HeldPhoto,
} from './field-store.ts';

/** Visits that the person was drawn for, brought to the phone; what the phone holds already stays as it is. */
export async function bringVisits(actor: string): Promise<Held[]> {
  const { items } = await call('inspections', operations.mine, {});
  for (const visit of items)
    await changeHeld(keyOf(actor, visit.id), (held) => ({
      key: keyOf(actor, visit.id),
      actor,
      visit,
      replica: held?.replica ?? newReplica(crypto.randomUUID()),
    }));
  await dropFinished(actor, items);
  return heldVisits(actor);
}

/** What is no longer the person's leaves the phone, unless something of it was never sent or is to be told. */
async function dropFinished(actor: string, visits: readonly FieldVisit[]): Promise<void> {
  const open = new Set(visits.map(({ id }) => id));
  for (const { key, visit } of await heldVisits(actor))
    if (!open.has(visit.id))
      await changeHeld(key, (held) =>
        held && held.replica.unsent.length + held.replica.refused.length > 0 ? held : undefined,
      );
}

export const putField = (key: string, field: string, value: Edit['value']): Promise<Held | undefined> =>
  changeHeld(
    key,
    (held) =>
      held && {
        ...held,
        replica: edit(held.replica, { id: crypto.randomUUID(), field, value }),
      },
  );

async function digestOf(bytes: Blob): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await bytes.arrayBuffer()));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The photo is kept first, then the record names it: a crash between the two loses a name, never a photo that is named. */
export async function putPhoto(held: Held, item: string, file: File): Promise<Held | undefined> {
  const sha256 = await digestOf(file);
  const { key, visit } = held;
  await keepPhoto({
    key: `${key}:${sha256}`,
    held: key,
    visit: visit.id,
    sha256,
    name: file.name,
    bytes: file,
    item,
  });
  return putField(key, `photo.${sha256}`, { item, type: file.type, bytes: file.size });
}

/** Takes a photo that the platform did not take out of the record and off the phone. */
export async function takeOutPhoto({ key, held, sha256 }: HeldPhoto): Promise<Held | undefined> {
  const changed = await putField(held, `photo.${sha256}`, null);
  await dropPhoto(key);
  return changed;
}

/** Sends what waits and takes in what others said, until nothing waits. @throws CallProblem without network */
export async function syncVisit(key: string): Promise<void> {
  for (let round = 0; round < 50; round += 1) {
    const held = await changeHeld(key, (same) => same);
    if (!held) return;
    const { after, edits } = requestOf(held.replica);
    const body = { after, edits: edits.map((each) => ({ ...each, over: [...each.over] })) };
    const answer = await call('inspections', operations.sync, { params: { id: held.visit.id }, body });
    const now = await changeHeld(key, (same) => same && { ...same, replica: receive(same.replica, answer) });
    if (!now || now.replica.unsent.length === 0) break;
  }
  await sendPhotos(key);
}

/** Refused for good: not for want of a session, of a right or of time. */
const isFinal = (status: number): boolean =>
  status >= 400 && status < 500 && ![401, 403, 408, 429].includes(status);

/**
 * Exchanges every visit that the phone holds; one that is refused does not hold the others up.
 * @throws CallProblem without network
 */
export async function syncVisits(actor: string): Promise<void> {
  for (const { key } of await bringVisits(actor)) {
    try {
      await syncVisit(key);
    } catch (error) {
      const answered = error instanceof CallProblem && error.body.status >= 400 && error.body.status < 500;
      if (!answered || error.body.status === 401) throw error;
    }
  }
}

async function sendPhotos(key: string): Promise<void> {
  for (const photo of await heldPhotos(key)) {
    if (photo.refused) continue;
    const query = { filename: photo.name || 'photo', sha256: photo.sha256 };
    const input = { params: { id: photo.visit }, query };
    try {
      await upload('inspections', operations.photo, input, { file: photo.bytes });
    } catch (error) {
      // A file that can never be taken does not hold the others up. It stays on the phone, and the person is told.
      if (!(error instanceof CallProblem) || !isFinal(error.body.status)) throw error;
      await keepPhoto({ ...photo, refused: error.body.detail });
      continue;
    }
    await dropPhoto(photo.key);
  }
}

/** Whether this page was opened out of what the phone keeps. */
export const isKept = (): boolean =>
  'serviceWorker' in navigator && navigator.serviceWorker.controller !== null;

/**
 * Keeps the page itself on the phone.
 * @returns false where the browser cannot
 */
export async function keepPage(): Promise<boolean> {
  if (!('serviceWorker' in navigator)) return false;
  await navigator.serviceWorker.register('/console/offline.js', { scope: '/console/inspections/field' });
  const { active } = await navigator.serviceWorker.ready;
  if (!active) return false;
  const loaded = performance
    .getEntriesByType('resource')
    .map(({ name }) => new URL(name))
    .filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith('/console/'))
    .map(({ pathname }) => pathname);
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', ({ data }) => resolve(data === 'kept'));
    port1.start();
    active.postMessage({ keep: [...new Set(loaded), '/api/identity/session'] }, [port2]);
  });
}
