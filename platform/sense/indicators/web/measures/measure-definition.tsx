import { Link } from 'react-router';
import { FieldList, ProblemNote, Skeleton, useCall, useSay } from '#ui';
import { operations } from '../../contract.ts';
import { words as formWords } from './form/words.ts';

/** A definition in words, and what is made of it. */
export function MeasureDefinitionLines({ code }: { readonly code: string }) {
  const say = useSay();
  const asked = useCall('indicators', operations.measureDefined, { params: { code } });
  if (asked.isPending) return <Skeleton lines={6} />;
  if (asked.isError) return <ProblemNote problem={asked.error} onRetry={() => void asked.refetch()} />;
  const { lines, usedBy } = asked.data;
  const said = lines
    .filter(({ key }) => key !== 'title' && key !== 'unit' && key !== 'owner')
    .map(({ key, label, value }) => ({ name: key, label: say(label), value: say(value) }));
  const users = usedBy.map((each) => (
    <li key={each.code}>
      <Link to={`/indicators/measures/${each.code}`}>{say(each.title)}</Link>
    </li>
  ));
  return (
    <>
      <FieldList lines={said} />
      {users.length > 0 && (
        <>
          <p>{say(formWords.usedBy)}</p>
          <ul>{users}</ul>
        </>
      )}
    </>
  );
}
