export interface Input {
  readonly url: string;
  readonly folder: string;
  readonly clients: number;
  readonly slots: number;
  readonly capacity: number;
  readonly attempts: number;
}

export interface Attempt {
  readonly slot: number;
  readonly subject: string;
}

/** What is asked, the same for both: half of it wants a tenth of the slots, as on the morning of a release. */
export function attemptsOf({ attempts, slots }: Pick<Input, 'attempts' | 'slots'>): Attempt[] {
  let state = 7;
  const next = (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  return Array.from({ length: attempts }, (_, index) => ({
    slot: next(2) === 0 ? next(Math.ceil(slots / 10)) : next(slots),
    subject: `subject-${index}`,
  }));
}

/** Lets so many clients work through the attempts at once; milliseconds that it took. */
export async function allAtOnce(
  { clients, attempts }: Pick<Input, 'clients'> & { readonly attempts: readonly Attempt[] },
  one: (attempt: Attempt) => Promise<void>,
): Promise<number> {
  const left = attempts.values();
  const began = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (const attempt of left) await one(attempt);
    }),
  );
  return performance.now() - began;
}
