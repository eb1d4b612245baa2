import { useEffect, useState } from 'react';
import { CallProblem, addressOf } from '#kernel/call';
import type { Result } from '#kernel/operation';
import type { ProblemBody } from '#kernel/problem';
import type { Text } from '#kernel/texts';
import { operations } from '#platform/sense/indicators/contract';

export type OpenMeasure = Result<typeof operations.openMeasure>;
export type OpenPoint = OpenMeasure['lines'][number]['points'][number];

const unreachable: Text = { zh: '平台没有应答。', en: 'The platform does not answer.' };

/** Without anything by which the reader could be known: nobody who is signed in here is signed in there. */
async function fetchOpen(code: string, by: string | undefined): Promise<OpenMeasure> {
  const answer = await fetch(
    addressOf('indicators', operations.openMeasure, { params: { code }, query: { by } }),
    {
      credentials: 'omit',
    },
  );
  const body: unknown = await answer.json();
  if (!answer.ok) throw new CallProblem(body as ProblemBody);
  return body as OpenMeasure;
}

export interface Opened {
  readonly measure: OpenMeasure | undefined;
  /** Why there is none. */
  readonly problem: Text | undefined;
  readonly again: () => void;
}

/** The measure that a frame shows, asked for once. */
export function useOpenMeasure(code: string, by: string | undefined): Opened {
  const [measure, setMeasure] = useState<OpenMeasure>();
  const [problem, setProblem] = useState<Text>();
  const [times, setTimes] = useState(0);
  useEffect(() => {
    fetchOpen(code, by).then(setMeasure, (cause: unknown) =>
      setProblem(cause instanceof CallProblem ? cause.body.detail : unreachable),
    );
  }, [code, by, times]);
  const again = () => {
    setProblem(undefined);
    setTimes(times + 1);
  };
  return { measure, problem, again };
}
