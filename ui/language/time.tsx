import { useSyncExternalStore } from 'react';
import { dateOf, instantOf, relative } from './formats.ts';
import { useLanguage } from './language.tsx';

const beatMs = 15_000;
const listeners = new Set<() => void>();
let now = new Date();
let timer: ReturnType<typeof setInterval> | undefined;

function beat() {
  now = new Date();
  for (const listener of listeners) listener();
}

/** One clock for all that is on the page; it stands still while nobody looks at it. */
function listen(listener: () => void): () => void {
  if (listeners.size === 0) timer = setInterval(beat, beatMs);
  listeners.add(listener);
  // What has just come must not lie in the future of an old present.
  if (Date.now() - now.getTime() > 1000) beat();
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearInterval(timer);
  };
}

const steps = new Map<number, Date>();

/** The present, as whoever renews it only every `everyMs` has it. */
function presentOf(everyMs: number): Date {
  const kept = steps.get(everyMs);
  if (kept && now.getTime() - kept.getTime() < everyMs) return kept;
  steps.set(everyMs, now);
  return now;
}

/** The present, renewed every `everyMs` (15 seconds and up) so that "2 minutes ago" stays true. */
export const useNow = (everyMs = beatMs): Date =>
  useSyncExternalStore(listen, () => (everyMs <= beatMs ? now : presentOf(everyMs)));

interface TimeProps {
  /** ISO 8601 instant. */
  readonly at: string;
  /** `near` says the distance and keeps the instant in the title; `exact` the other way round. */
  readonly as?: 'near' | 'exact' | 'date';
}

/** An instant in the city's zone, absolute and relative. */
export function Time({ at, as = 'exact' }: TimeProps) {
  const { language } = useLanguage();
  const present = useNow();
  const instant = new Date(at);
  if (Number.isNaN(instant.getTime())) return <span>{at}</span>;
  const near = relative(instant, present, language);
  const exact = as === 'date' ? dateOf(instant) : instantOf(instant, false);
  return (
    <time dateTime={at} title={as === 'near' ? instantOf(instant) : near}>
      {as === 'near' ? near : exact}
    </time>
  );
}
