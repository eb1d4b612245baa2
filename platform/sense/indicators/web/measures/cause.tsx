import { Link } from 'react-router';
import { useSay } from '#ui';
import { words } from './words.ts';

const known: Readonly<Record<string, (typeof words.causes)[keyof typeof words.causes]>> = words.causes;
const batch = 'batch:';

function One({ cause }: { readonly cause: string }) {
  const say = useSay();
  if (Object.hasOwn(known, cause)) return <>{say(known[cause] ?? words.causes.release)}</>;
  if (!cause.startsWith(batch)) return <>{cause}</>;
  const id = cause.slice(batch.length);
  return (
    <Link to={`/ingestion/batches/${encodeURIComponent(id)}`} title={id}>
      {say(words.batch)}
    </Link>
  );
}

/** What brought a value, in words; a batch opens, a file is called by its name. */
export function Cause({ cause }: { readonly cause: string }) {
  const say = useSay();
  return cause.split(', ').map((each, at) => (
    <span key={each}>
      {at > 0 && say({ zh: '、', en: ', ' })}
      <One cause={each} />
    </span>
  ));
}
