import type { Context } from '#kernel/context';
import { Problem } from '#kernel/problem';
import {
  certificateHolds,
  cityMark,
  macOf,
  markIn,
  proofBytes,
  ticketOf,
  type Certificate,
} from '../log/certificate.ts';
import { findStanding, putStanding } from '../log/standing-store.ts';
import { CertificateShape } from '../log/shapes.ts';
import { texts } from '../texts.ts';
import { openLine, Refusal, type CityClient } from './city-client.ts';
import { findSelf, keyOf, putSelf, type Self } from './self.ts';
import { layFolders } from './watching.ts';

const never = (): AbortSignal => new AbortController().signal;

/** @throws Problem 502 `nodes.foreign-city` when it is not the city that made the code */
function requireCity(certificate: Certificate, code: string, key: string): void {
  if (
    cityMark(certificate.city) === markIn(code) &&
    certificate.key === key &&
    certificateHolds(certificate, certificate.city)
  )
    return;
  throw new Problem(502, 'nodes.foreign-city', texts.foreignCity);
}

/** What a node shows to be enrolled: that it has the code, its next key, and that it holds it. */
export interface EnrolRequest {
  readonly ticket: string;
  readonly key: string;
  readonly proof: string;
  readonly mac: string;
}

/** What it asked, with the code by which it knows the answer. */
interface Asked {
  readonly code: string;
  readonly key: string;
}

/** Asked again, the same key is shown: the answer may have been lost. */
export async function enrolRequest(context: Context, code: string): Promise<EnrolRequest> {
  const known = await findSelf(context);
  const key = await keyOf(context, (known?.keyNumber ?? 0) + 1);
  const { id: ticket, macKey } = ticketOf(code);
  await putStanding(context.db, 'asked', { code, key: key.name } satisfies Asked);
  return {
    ticket,
    key: key.name,
    proof: key.sign(proofBytes(ticket, key.name)).toString('base64url'),
    mac: macOf(macKey, key.name),
  };
}

/**
 * Takes what the city says of the key that was shown to it, over the network or by a file.
 * @param city its address; empty where nothing but files goes between
 * @throws Problem 409 `nodes.not-asked`, `nodes.other-node`; 502 `nodes.foreign-city`
 */
export async function enrolWith(context: Context, city: string, shown: unknown): Promise<Self> {
  const read = CertificateShape.safeParse(shown);
  if (!read.success) throw new Problem(502, 'nodes.foreign-city', texts.foreignCity);
  const certificate = read.data;
  const asked = await findStanding<Asked>(context.db, 'asked');
  if (!asked) throw new Problem(409, 'nodes.not-asked', texts.notAsked);
  requireCity(certificate, asked.code, asked.key);
  const known = await findSelf(context);
  // Another name would be another log: what waits here for the one is not sent as the other's.
  if (known && known.certificate.node !== certificate.node)
    throw new Problem(409, 'nodes.other-node', texts.otherNode);
  const keyNumber = (known?.keyNumber ?? 0) + (known?.certificate.key === certificate.key ? 0 : 1);
  const self = { city, certificate, keyNumber };
  await putSelf(context, self);
  await layFolders(context, certificate.datasets);
  return self;
}

/**
 * Enrols this node with the code that the city has shown.
 * @throws Problem 401 `nodes.bad-code`; 502 `nodes.foreign-city`; OutgoingFault
 */
export async function enrolAt(context: Context, city: string, code: string): Promise<Self> {
  const body = await enrolRequest(context, code);
  const key = await keyOf(context, ((await findSelf(context))?.keyNumber ?? 0) + 1);
  const line = openLine({ city, key, clock: context.clock, signal: never() });
  try {
    const certificate = await line.ask<unknown>({ method: 'POST', path: '/nodes/v1/enrol', body });
    return await enrolWith(context, city, certificate);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Problem(error.status, error.code, error.detail ?? texts.cityRefused);
  }
}

/** Shows the city, which has forgotten this node, what it once signed. @throws Refusal */
export async function rejoinAt(context: Context, line: CityClient, self: Self): Promise<void> {
  const key = await keyOf(context, self.keyNumber);
  const { certificate } = self;
  const proof = key.sign(proofBytes(certificate.node, key.name)).toString('base64url');
  await line.ask({ method: 'POST', path: '/nodes/v1/rejoin', body: { certificate, proof } });
}

/** Whether less than a third of a key's time is left, by the city's clock. */
export function isDue({ from, until }: Certificate, now: number): boolean {
  const [begin, end] = [Date.parse(from), Date.parse(until)];
  return end - now < (end - begin) / 3;
}

/** Has the next key signed before this one ends. A crash in between finds the same next key again. @throws Refusal */
export async function renewAt(context: Context, line: CityClient, self: Self): Promise<Self> {
  const keyNumber = self.keyNumber + 1;
  const key = await keyOf(context, keyNumber);
  const proof = key.sign(proofBytes(self.certificate.node, key.name)).toString('base64url');
  const body = { key: key.name, proof };
  const certificate = await line.ask<Certificate>({ method: 'POST', path: '/nodes/v1/renew', body });
  if (!certificateHolds(certificate, self.certificate.city) || certificate.key !== key.name)
    throw new Problem(502, 'nodes.foreign-city', texts.foreignCity);
  const renewed = { ...self, certificate, keyNumber };
  await putSelf(context, renewed);
  return renewed;
}
