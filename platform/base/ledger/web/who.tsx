import { useSay } from '#ui';
import type { Text } from '#kernel/texts';
import { kindWords } from './action-words.ts';

interface WhoProps {
  readonly kind: string;
  readonly organisation: Text | null;
}

/** Which office, and in what part; who acts for none stands alone. */
export function Who({ kind, organisation }: WhoProps) {
  const say = useSay();
  const part = say(kindWords(kind));
  return <>{organisation ? `${say(organisation)} · ${part}` : part}</>;
}
