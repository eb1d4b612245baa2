import type { Context } from '#kernel/context';
import { OutgoingFault } from '#kernel/outgoing';
import { Problem } from '#kernel/problem';
import type { HelloAnswer } from '../city/hello.ts';
import { channelsOf } from '../log/log-store.ts';
import { putStanding } from '../log/standing-store.ts';
import { deleteAll, refreshAgreements, tellReads } from './agreements.ts';
import { openLine, Refusal, type CityClient } from './city-client.ts';
import { isDue, rejoinAt, renewAt } from './enrolling.ts';
import { fetchChannel } from './fetching.ts';
import { sentSoFar } from './file-store.ts';
import { leasesOf } from './leases.ts';
import { mendPositions } from './positions.ts';
import { followed } from './rows-store.ts';
import { findContact, findSelf, keyOf, type CitySays, type Contact, type Self } from './self.ts';
import { sendChannel, type Going } from './sending.ts';
import { sendChanges } from './shared.ts';
import { layFolders } from './watching.ts';

export const version = 'yaojiang-node/1';

async function greet(
  context: Context,
  line: CityClient,
  { certificate: { node } }: Self,
): Promise<HelloAnswer> {
  const sent = new Map((await sentSoFar(context.db, node)).map((each) => [each.channel, each]));
  const channels = (await channelsOf(context.db, node)).map(({ channel, sequence, link }) => ({
    channel,
    sequence,
    link,
    bytes: Number(sent.get(channel)?.bytes ?? 0),
  }));
  const waiting = [...sent.values()].reduce((sum, each) => sum + each.waiting, 0);
  const leases = leasesOf(context);
  const leased = (await followed(context.db))
    .map(({ agreement }) => ({ agreement, seconds: leases.left(agreement) }))
    .filter(({ seconds }) => seconds > 0);
  const body = { version, clock: context.clock.now().toISOString(), waiting, channels, leases: leased };
  return line.ask<HelloAnswer>({ method: 'POST', path: '/nodes/v1/hello', body });
}

/** A city that has forgotten this node is shown what it once signed. */
async function greetKnown(context: Context, line: CityClient, self: Self): Promise<HelloAnswer> {
  try {
    return await greet(context, line, self);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'nodes.unknown') throw error;
    await rejoinAt(context, line, self);
    return greet(context, line, self);
  }
}

async function noteSays(context: Context, heard: HelloAnswer): Promise<void> {
  const { title, datasets, shared, leaseSeconds, pieceBytes } = heard;
  const says: CitySays = { title, datasets, shared, leaseSeconds, pieceBytes };
  await putStanding(context.db, 'says', says);
  await layFolders(context, datasets);
}

/** A channel along which nothing goes, and why. */
interface Stopped {
  readonly channel: string;
  readonly code: string;
}

export interface RoundResult {
  readonly sent: number;
  readonly fetched: number;
  readonly forked: readonly string[];
  readonly stopped: readonly Stopped[];
}

/** Why one channel stops; undefined for a line that broke and a key that counts no more, which end the call. */
function refusalOf(error: unknown): string | undefined {
  if (error instanceof Refusal) return error.status === 401 || error.status >= 500 ? undefined : error.code;
  return error instanceof Problem && error.status < 500 ? error.code : undefined;
}

/** What one channel is refused holds up none of the others. @returns how many envelopes went along it */
async function goAlong(
  { context }: Going,
  stopped: Stopped[],
  { channel, work }: { readonly channel: string; work(): Promise<number> },
): Promise<number> {
  try {
    return await work();
  } catch (error) {
    const code = refusalOf(error);
    if (code === undefined) throw error;
    context.log.warn({ channel, code }, 'a channel stands still');
    stopped.push({ channel, code });
    return 0;
  }
}

/** All that the city and the node have for each other at this time. */
async function exchange(going: Going, heard: HelloAnswer): Promise<RoundResult> {
  const { context, self } = going;
  const { node } = self.certificate;
  const forked = await mendPositions(going, heard.channels);
  await refreshAgreements(going, heard);
  await tellReads(context, node);
  await sendChanges(context, node);
  const stopped: Stopped[] = [];
  let sent = 0;
  for (const each of await channelsOf(context.db, node, 'up/')) {
    const { channel } = each;
    if (!forked.includes(channel))
      sent += await goAlong(going, stopped, { channel, work: () => sendChannel(going, each) });
  }
  let fetched = 0;
  for (const { channel, acknowledged } of heard.channels)
    if (channel.startsWith('down/') && !forked.includes(channel)) {
      const work = () => fetchChannel(going, channel, acknowledged);
      fetched += await goAlong(going, stopped, { channel, work });
    }
  return { sent, fetched, forked, stopped };
}

export const codeOf = (error: unknown): string => {
  if (error instanceof Refusal) return error.code;
  if (error instanceof OutgoingFault) return `line.${error.kind}`;
  return 'nodes.failed';
};

async function noteContact(context: Context, contact: Omit<Contact, 'at' | 'heardAt'>): Promise<void> {
  const at = context.clock.now().toISOString();
  const before = await findContact(context);
  await putStanding(context.db, 'contact', {
    ...contact,
    at,
    heardAt: contact.ok ? at : (before?.heardAt ?? null),
    clockOffset: contact.clockOffset ?? before?.clockOffset ?? null,
  });
}

const troubleOf = ({ forked, stopped }: RoundResult): string | null =>
  forked.length > 0 ? 'nodes.forked' : (stopped[0]?.code ?? null);

/**
 * One call to the city: each says where it stands, what one has forgotten is mended, what waits is sent and fetched.
 * @throws Refusal, OutgoingFault; whatever was acknowledged before stays
 */
export async function callCity(context: Context, signal: AbortSignal): Promise<RoundResult | undefined> {
  let self = await findSelf(context);
  // Where nothing but files goes between, nobody is called.
  if (!self || self.city === '') return undefined;
  let key = await keyOf(context, self.keyNumber);
  let line = openLine({ city: self.city, key, clock: context.clock, signal });
  try {
    const heard = await greetKnown(context, line, self);
    const clockOffset = context.clock.now().getTime() - Date.parse(heard.now);
    await noteSays(context, heard);
    if (isDue(self.certificate, Date.parse(heard.now))) {
      self = await renewAt(context, line, self);
      key = await keyOf(context, self.keyNumber);
      line = openLine({ city: self.city, key, clock: context.clock, signal });
    }
    const going = { context, line, self, key, signal, pieceBytes: heard.pieceBytes };
    const result = await exchange(going, heard);
    await noteContact(context, { ok: true, code: troubleOf(result), clockOffset });
    return result;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'nodes.revoked')
      await deleteAll(context, self.certificate.node, error.code);
    if (!signal.aborted) await noteContact(context, { ok: false, code: codeOf(error), clockOffset: null });
    throw error;
  }
}
