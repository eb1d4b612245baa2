import { useSay } from '../language/language.tsx';
import { words } from '../words.ts';

/** The shape of what is on its way. */
export function Skeleton({ lines = 6 }: { readonly lines?: number }) {
  const say = useSay();
  return (
    <div className="skeleton" role="status">
      <span className="visually-hidden">{say(words.loading)}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className="skeleton-line" style={{ inlineSize: `${92 - ((line * 17) % 40)}%` }} />
      ))}
    </div>
  );
}
