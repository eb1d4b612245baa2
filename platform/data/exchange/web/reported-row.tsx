import { FieldList, ProblemNote, Skeleton, useCall, useMay, useSay, useSession, type AnyRow } from '#ui';
import { operations } from '../contract.ts';
import { words } from './words.ts';

/** Which of its rows a report means, for its provider alone: the consumer may know it by a pseudonym only. */
export function ReportedRow({ row }: { readonly row: AnyRow }) {
  const say = useSay();
  const may = useMay();
  const { actor } = useSession();
  const isOwner = actor.organisation === row['provider'] && may('exchange:decide');
  return isOwner ? <Found number={String(row['number'])} /> : <p>{say(words.ownersRow)}</p>;
}

function Found({ number }: { readonly number: string }) {
  const say = useSay();
  const asked = useCall('exchange', operations.reportedRow, { params: { key: number } });
  if (asked.isPending) return <Skeleton lines={2} />;
  if (asked.isError) return <ProblemNote problem={asked.error} onRetry={() => void asked.refetch()} />;
  const { key, batch, row } = asked.data;
  return (
    <FieldList
      lines={[
        { name: 'key', label: say(words.realKey), value: key },
        { name: 'batch', label: say(words.batch), value: batch },
        { name: 'row', label: say(words.place), value: String(row) },
      ]}
    />
  );
}
