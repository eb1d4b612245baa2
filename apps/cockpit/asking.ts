import { call } from '#kernel/call';
import type { operations as identity, SessionState } from '#platform/base/identity/contract';
import type { Board, operations as indicators, Outline } from '#platform/sense/indicators/contract';
import type { operations as targets, PlanTarget } from '#domains/programme/targets/contract';
import type { Text } from '#kernel/texts';

/** Only method and path of an operation: the types are the contract's, its schemas stay on the server. */
const get = <O>(path: `/${string}`): O => ({ method: 'GET', path }) as O;

const session = get<typeof identity.session>('/session');
const board = get<typeof indicators.board>('/board');
const publicBoard = get<typeof indicators.publicBoard>('/public-board');
const outline = get<typeof indicators.outline>('/outline');
const planBoard = get<typeof targets.board>('/board');

export interface Seen {
  readonly board: Board;
  /** Who looks; null for anybody. */
  readonly reader: SessionState['actor'];
}

export interface Plan {
  readonly targets: readonly PlanTarget[];
  readonly baselines: number;
  readonly source: Text;
}

const mayRead = (reader: Seen['reader']): boolean =>
  reader !== null && ['indicators:read', '*'].some((each) => reader.permissions.includes(each));

/** The board that the reader may see: all of it after sign-in, the public part before. */
export async function askBoard(signal: AbortSignal): Promise<Seen> {
  const { actor } = await call('identity', session, {}, { signal });
  const answer = await call('indicators', mayRead(actor) ? board : publicBoard, {}, { signal });
  return { board: answer, reader: actor };
}

export const askOutline = (signal: AbortSignal): Promise<Outline> =>
  call('indicators', outline, {}, { signal });

export const askPlan = (signal: AbortSignal): Promise<Plan> => call('targets', planBoard, {}, { signal });
