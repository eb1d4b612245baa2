import type { Clients } from './load.ts';

export interface Recalling {
  readonly address: string;
  readonly agreement: string;
  readonly authorization: string;
  readonly recaller: string;
}

export interface Recalled {
  /** From the answer to the recall, which comes after its commit, to the first refused read. */
  readonly refusedAfterMs: number;
  /** Reads asked after that answer and still given. */
  readonly givenAfter: number;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Recalls an agreement while all clients read by it. */
export async function recallUnderway(clients: Clients, of: Recalling): Promise<Recalled> {
  const url = `${of.address}/exchange/agreements/${of.agreement}/rows`;
  const reading = { url, headers: { authorization: of.authorization, 'x-purpose': 'verify' } };
  let [recalledAt, refusedAt, givenAfter] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0];
  const read = async (): Promise<void> => {
    for (let refused = false; !refused;) {
      const askedAt = performance.now();
      const { status } = await clients.ask(reading);
      refused = status === 403;
      if (refused) refusedAt = Math.min(refusedAt, performance.now());
      else if (askedAt > recalledAt) givenAfter += 1;
    }
  };
  const readers = Array.from({ length: clients.count - 1 }, read);
  await pause(1000);
  const recall = {
    url: `${of.address}/api/exchange/agreements/${of.agreement}/recall`,
    headers: { authorization: of.recaller },
  };
  const { status, body } = await clients.ask(recall, 'POST', JSON.stringify({ why: '超出约定使用' }));
  recalledAt = performance.now();
  if (status !== 200) throw new Error(`recall: ${status} ${body.slice(0, 300)}`);
  await Promise.all(readers);
  return { refusedAfterMs: Math.max(0, refusedAt - recalledAt), givenAfter };
}
