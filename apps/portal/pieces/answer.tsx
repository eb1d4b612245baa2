import type { ReactNode } from 'react';
import { ProblemNote, Skeleton } from '#ui';
import type { Asked } from '../state/asked.ts';
import { useHere } from '../state/session.tsx';
import { isNotForAnother, NotForAnother } from './for-yourself.tsx';
import { needsLevel, StepUp } from './step-up.tsx';

interface AnswerProps<T> {
  readonly of: Asked<T>;
  readonly lines?: number;
  readonly children: (value: T) => ReactNode;
}

/** What was asked for; until then its shape, or what went wrong and how to ask again. */
export function Answer<T>({ of, lines = 5, children }: AnswerProps<T>) {
  const { acting } = useHere();
  if (of.state === 'waiting') return <Skeleton lines={lines} />;
  if (of.state === 'failed' && needsLevel(of.problem)) return <StepUp problem={of.problem} />;
  if (of.state === 'failed' && isNotForAnother(of.problem, acting)) return <NotForAnother />;
  if (of.state === 'failed') return <ProblemNote problem={of.problem} onRetry={of.again} />;
  return <>{children(of.value)}</>;
}
