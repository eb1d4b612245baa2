import { useEffect, useState } from 'react';
import { addressOf, call } from '#kernel/call';
import type { CallInput, Operation, Result } from '#kernel/operation';
import type { Asked } from './asked.ts';

/** An answer that one's own steps make old: `again` asks anew and leaves the old one standing until then. */
export interface Fresh<T> {
  readonly asked: Asked<T>;
  readonly again: () => void;
}

export function useFresh<O extends Operation>(module: string, op: O, input: CallInput<O>): Fresh<Result<O>> {
  const key = addressOf(module, op, input as Parameters<typeof addressOf>[2]);
  const [round, setRound] = useState(0);
  const [asked, setAsked] = useState<Asked<Result<O>>>({ state: 'waiting' });
  const again = () => setRound((before) => before + 1);
  useEffect(() => {
    let gone = false;
    call(module, op, input).then(
      (value) => !gone && setAsked({ state: 'here', value }),
      (problem: unknown) => !gone && setAsked({ state: 'failed', problem, again }),
    );
    return () => {
      gone = true;
    };
    // oxlint-disable-next-line react/exhaustive-deps -- the address says all of the input
  }, [key, round]);
  return { asked, again };
}
