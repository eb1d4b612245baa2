interface Waiting<V> {
  readonly resolve: (value: V | undefined) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Gathers single questions asked within `waitMs` into one question about many keys.
 * @param ask answers for the keys it knows; a missing one is undefined
 * @param most keys a question may carry
 */
export function batched<V>(
  ask: (keys: readonly string[]) => Promise<ReadonlyMap<string, V>>,
  { waitMs = 15, most = 100 }: { readonly waitMs?: number; readonly most?: number } = {},
): (key: string) => Promise<V | undefined> {
  let gathered = new Map<string, Waiting<V>[]>();

  const send = async (batch: ReadonlyMap<string, readonly Waiting<V>[]>) => {
    try {
      const answers = await ask([...batch.keys()]);
      for (const [key, waiting] of batch) for (const each of waiting) each.resolve(answers.get(key));
    } catch (error) {
      for (const waiting of batch.values()) for (const each of waiting) each.reject(error);
    }
  };
  const flush = () => {
    const batch = gathered;
    gathered = new Map();
    void send(batch);
  };
  return (key) =>
    new Promise((resolve, reject) => {
      if (gathered.size === 0) setTimeout(() => gathered.size > 0 && flush(), waitMs);
      gathered.set(key, [...(gathered.get(key) ?? []), { resolve, reject }]);
      if (gathered.size >= most) flush();
    });
}
