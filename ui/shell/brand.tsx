import { useSay } from '../language/language.tsx';
import { Mark } from '../theme/mark.tsx';
import { words } from '../words.ts';

/** The mark and the name. */
export function Brand() {
  const say = useSay();
  return (
    <span className="brand">
      <Mark size={30} />
      <span className="brand-name">{say(words.platform)}</span>
      <span className="brand-part">{say(words.console)}</span>
    </span>
  );
}
