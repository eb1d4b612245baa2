import { Link, useNavigate } from 'react-router';
import { ProblemNote, useAct, useMay, useSay, type AnyRow } from '#ui';
import { operations, type RunState } from '../contract.ts';
import { isGoing } from './run-lamp.tsx';
import { words } from './words.ts';

function Actions({ row }: { readonly row: AnyRow }) {
  const say = useSay();
  const may = useMay();
  const navigate = useNavigate();
  const again = useAct('sources', operations.again, {
    done: ({ run }) => void navigate(`/sources/runs/${encodeURIComponent(run)}`),
  });
  const cancel = useAct('sources', operations.cancel);
  const going = isGoing(row['state'] as RunState);
  const act = going ? cancel : again;
  return (
    <>
      {typeof row['batch'] === 'string' && (
        <Link className="button second" to={`/ingestion/batches/${encodeURIComponent(row['batch'])}`}>
          {say(words.batch)}
        </Link>
      )}
      {may('sources:run') && (
        <button
          type="button"
          className="button second"
          disabled={act.isPending}
          onClick={() => act.mutate({ params: { key: String(row['id']) } })}
        >
          {say(going ? words.cancel : words.again)}
        </button>
      )}
      {act.isError && <ProblemNote problem={act.error} />}
    </>
  );
}

/** One run: what it brought or why not, and the way to its batch. */
export const runDetail = {
  fields: [
    'sourceCode',
    'dataset',
    'owner',
    'state',
    'reasonZh',
    'reasonEn',
    'cause',
    'createdAt',
    'finishedAt',
    'rows',
    'gone',
    'dayFrom',
    'dayTo',
    'nextTryAt',
  ],
  actions: (row: AnyRow) => <Actions row={row} />,
};
