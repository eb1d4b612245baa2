/** What waits for its turn, by what it belongs to and by name. */
const turns = new WeakMap<object, Map<string, Promise<unknown>>>();

/** Does work of one name when the work of that name before it has ended, however it ended. */
export function inTurn<T>(owner: object, name: string, work: () => Promise<T>): Promise<T> {
  const own = turns.get(owner) ?? new Map<string, Promise<unknown>>();
  turns.set(owner, own);
  const mine = (own.get(name) ?? Promise.resolve()).then(work);
  const over: Promise<unknown> = mine
    .catch(() => undefined)
    .then(() => {
      if (own.get(name) === over) own.delete(name);
    });
  own.set(name, over);
  return mine;
}
