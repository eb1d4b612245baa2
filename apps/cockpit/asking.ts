import { call, CallProblem } from '#kernel/call';
import type { operations as identity, SessionState } from '#platform/base/identity/contract';
import type { operations as taskOperations, Task } from '#platform/base/tasks/contract';
import type { Board, operations as indicators, Outline } from '#platform/sense/indicators/contract';
import type {
  operations as centre,
  SceneContent,
  WallView,
} from '#domains/management/operations-centre/contract';

/** Only method and path of an operation: the types are the contract's, its schemas stay on the server. */
const get = <O>(path: `/${string}`): O => ({ method: 'GET', path }) as O;

const session = get<typeof identity.session>('/session');
const board = get<typeof indicators.board>('/board');
const publicBoard = get<typeof indicators.publicBoard>('/public-board');
const outline = get<typeof indicators.outline>('/outline');
const wall = get<typeof centre.wall>('/wall');
const scene = get<typeof centre.scene>('/scenes/:scene');
const tasks = get<typeof taskOperations.list>('/');

export interface Seen {
  readonly board: Board;
  /** Who looks; null for anybody. */
  readonly reader: SessionState['actor'];
}

const may = (reader: Seen['reader'], permission: string): boolean =>
  reader !== null && [permission, '*'].some((each) => reader.permissions.includes(each));

const isRefused = (error: unknown): boolean =>
  error instanceof CallProblem && (error.body.status === 401 || error.body.status === 403);

/** Who looks is asked for once a minute, not with every figure that changes. */
const readerForMs = 60_000;

/**
 * The board that the reader may see: all of it after sign-in, the public part before.
 * @param at a past instant; the present when absent
 */
export function askBoard(at: string | undefined): (signal: AbortSignal) => Promise<Seen> {
  let known: { readonly reader: Seen['reader']; readonly at: number } | undefined;

  async function askReader(signal: AbortSignal): Promise<Seen['reader']> {
    if (known && performance.now() - known.at < readerForMs) return known.reader;
    const { actor } = await call('identity', session, {}, { signal });
    known = { reader: actor, at: performance.now() };
    return actor;
  }

  async function ask(signal: AbortSignal): Promise<Seen> {
    const reader = await askReader(signal);
    const whole = may(reader, 'indicators:read');
    const answer = await call('indicators', whole ? board : publicBoard, { query: { at } }, { signal });
    return { board: answer, reader };
  }

  return async (signal) => {
    try {
      return await ask(signal);
    } catch (error) {
      if (!isRefused(error)) throw error;
      // Who was in is in no longer, or may see less than a minute ago.
      known = undefined;
      return ask(signal);
    }
  };
}

export const askOutline = (signal: AbortSignal): Promise<Outline> =>
  call('indicators', outline, {}, { signal });

export const askWall = (signal: AbortSignal): Promise<WallView> =>
  call('operations-centre', wall, {}, { signal });

/** The lists and layers of a scene; nothing while no scene is known. */
export const askScene =
  (code: string | undefined, at: string | undefined) =>
  async (signal: AbortSignal): Promise<SceneContent | undefined> =>
    code === undefined
      ? undefined
      : call('operations-centre', scene, { params: { scene: code }, query: { at } }, { signal });

const mostTasks = 50;

/** What waits for the reader; nothing for who has no tasks. */
export async function askTasks(signal: AbortSignal): Promise<readonly Task[] | undefined> {
  const { actor } = await call('identity', session, {}, { signal });
  if (!may(actor, 'tasks:own')) return undefined;
  const query = { whose: 'all', status: 'waiting', limit: mostTasks } as const;
  return (await call('tasks', tasks, { query }, { signal })).items;
}
