import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { chance } from '#engines/chance';

export const faults = [
  'refused',
  'mid-body',
  'before-reply',
  'mid-reply',
  'twice',
  'late',
  'out-of-reach',
] as const;
export type Fault = (typeof faults)[number];

export interface FaultProxy {
  readonly port: number;
  /** How many connections of each kind there were. */
  readonly counts: Map<Fault | 'whole', number>;
  /** Share of connections with which something goes wrong. */
  trouble: number;
  /** Where the city is now. */
  target: number;
  close(): Promise<void>;
}

/** The request once more, as a network may deliver it; nobody hears what is answered. */
function sendAgain(target: number, request: readonly Buffer[]): void {
  const again = connect(target, '127.0.0.1', () => again.write(Buffer.concat(request)));
  again.on('error', () => undefined);
  again.on('data', () => undefined);
  setTimeout(() => again.destroy(), 2000).unref();
}

interface Line {
  readonly client: Socket;
  readonly fault: Fault | 'whole';
  readonly random: () => number;
  readonly target: number;
}

/** One connection, which is one request: the node opens a new one for each. */
function pass({ client, fault, random, target }: Line): void {
  const city = connect(target, '127.0.0.1');
  const end = () => {
    client.destroy();
    city.destroy();
  };
  for (const side of [client, city]) side.on('error', end).on('close', end);
  const cutAfter = 1 + Math.floor(random() * 3000);
  const sent: Buffer[] = [];
  let length = 0;
  client.on('data', (bytes: Buffer) => {
    sent.push(bytes);
    length += bytes.length;
    if (fault === 'mid-body' && length > cutAfter) {
      // What came before the cut has arrived.
      city.write(bytes.subarray(0, Math.max(0, bytes.length - (length - cutAfter))), end);
      return;
    }
    city.write(bytes);
  });
  let answered = false;
  city.on('data', (bytes: Buffer) => {
    if (fault === 'before-reply') return end();
    if (fault === 'mid-reply')
      return void client.write(bytes.subarray(0, Math.floor(bytes.length * random())), end);
    if (fault === 'twice' && !answered) sendAgain(target, sent);
    answered = true;
    client.write(bytes);
  });
}

/**
 * Stands between a node and its city, and does to each connection what a bad line may do, by a seed.
 * @param at the address at which the node finds it
 */
export async function openFaultProxy(seed: number, target: number, at = '127.0.0.1'): Promise<FaultProxy> {
  const random = chance(seed);
  const counts: FaultProxy['counts'] = new Map();
  const open = new Set<Socket>();
  const state = { trouble: 0, target };
  // Each kind comes before one comes again.
  const left: Fault[] = [];
  const nextFault = (): Fault => {
    if (left.length === 0) left.push(...faults);
    return left.splice(Math.floor(random() * left.length), 1)[0] ?? 'refused';
  };
  const server = createServer((client) => {
    open.add(client);
    client.on('close', () => open.delete(client)).on('error', () => undefined);
    const fault = random() < state.trouble ? nextFault() : 'whole';
    counts.set(fault, (counts.get(fault) ?? 0) + 1);
    if (fault === 'refused') return void client.destroy();
    const line: Line = { client, fault, random, target: fault === 'out-of-reach' ? 1 : state.target };
    if (fault === 'late') setTimeout(() => pass(line), random() * 150);
    else pass(line);
  });
  server.listen(0, at);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    counts,
    get trouble() {
      return state.trouble;
    },
    set trouble(share) {
      state.trouble = share;
    },
    get target() {
      return state.target;
    },
    set target(port) {
      state.target = port;
    },
    close: async () => {
      for (const each of open) each.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
