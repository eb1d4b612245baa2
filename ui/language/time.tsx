import { useEffect, useState } from 'react';
import { dateOf, instantOf, relative } from './formats.ts';
import { useLanguage } from './language.tsx';

/** The present, renewed every `everyMs` so that "2 minutes ago" stays true. */
export function useNow(everyMs = 30_000): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

interface TimeProps {
  /** ISO 8601 instant. */
  readonly at: string;
  /** `near` says the distance and keeps the instant in the title; `exact` the other way round. */
  readonly as?: 'near' | 'exact' | 'date';
}

/** An instant in the city's zone, absolute and relative. */
export function Time({ at, as = 'exact' }: TimeProps) {
  const { language } = useLanguage();
  const now = useNow();
  const instant = new Date(at);
  if (Number.isNaN(instant.getTime())) return <span>{at}</span>;
  const near = relative(instant, now, language);
  const exact = as === 'date' ? dateOf(instant) : instantOf(instant, false);
  return (
    <time dateTime={at} title={as === 'near' ? instantOf(instant) : near}>
      {as === 'near' ? near : exact}
    </time>
  );
}
