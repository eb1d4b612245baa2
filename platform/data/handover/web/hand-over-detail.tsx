import { Link } from 'react-router';
import { addressOf } from '#kernel/call';
import {
  ProblemNote,
  useAct,
  useMay,
  useMyPages,
  useSay,
  type AnyRow,
  type DetailSection,
  type Say,
} from '#ui';
import { operations } from '../contract.ts';
import type { State } from '../records.ts';
import { Check } from './check.tsx';
import { Decision } from './decision.tsx';
import { Medium } from './medium.tsx';
import { ReadFile } from './read-file.tsx';
import { words } from './words.ts';

const numberOf = (row: AnyRow): string => String(row['number']);
const stateOf = (row: AnyRow): State => row['state'] as State;

function Receipt({ row }: { readonly row: AnyRow }) {
  const say = useSay();
  const may = useMay();
  const params = { key: numberOf(row) };
  const act = useAct('handover', operations.receipt, { renews: ['documents'] });
  if (stateOf(row) === 'registered') return null;
  if (row['receipt'])
    return (
      <a className="button second" href={addressOf('handover', operations.receiptFile, { params })}>
        {say(words.openReceipt)}
      </a>
    );
  if (!may('handover:receive')) return null;
  return (
    <>
      <button
        type="button"
        className="button primary"
        disabled={act.isPending}
        onClick={() => act.mutate({ params })}
      >
        {say(words.receipt)}
      </button>
      {act.isError && <ProblemNote problem={act.error} />}
    </>
  );
}

function Actions({ row }: { readonly row: AnyRow }) {
  const say = useSay();
  const traced = useMyPages().some(({ pages }) => pages.some(({ path }) => path === '/lineage'));
  return (
    <>
      <Receipt row={row} />
      {typeof row['batch'] === 'string' && (
        <Link className="button second" to={`/ingestion/batches/${encodeURIComponent(row['batch'])}`}>
          {say(words.batch)}
        </Link>
      )}
      {typeof row['batch'] === 'string' && traced && (
        <Link
          className="button second"
          to={`/lineage/node?node=${encodeURIComponent(`hand-over/${numberOf(row)}`)}`}
        >
          {say(words.becameOf)}
        </Link>
      )}
    </>
  );
}

/** A hand-over: slip beside what came, what is to be decided, where the medium went. */
export const handOverDetail = {
  fields: [
    'state',
    'dataset',
    'owner',
    'desk',
    'courier',
    'handedOn',
    'mediumKind',
    'mediumNumber',
    'sealState',
    'sealNumber',
    'purpose',
    'legalBasis',
    'filename',
    'receivedBy',
    'receivedAt',
    'decision',
    'decidedWhy',
    'restatedPaper',
    'decidedBy',
    'decidedAt',
    'mediumState',
    'mediumHow',
    'signedBy',
    'signedAt',
    'countersignedBy',
    'countersignedAt',
  ],
  actions: (row: AnyRow) => <Actions row={row} />,
  sections: (row: AnyRow, say: Say): readonly DetailSection[] => {
    const state = stateOf(row);
    return [
      ...(state === 'registered'
        ? [{ title: say(words.readFile), content: <ReadFile number={numberOf(row)} /> }]
        : []),
      { title: say(words.check), content: <Check row={row} /> },
      ...(state === 'quarantined'
        ? [{ title: say(words.decision), content: <Decision number={numberOf(row)} /> }]
        : []),
      { title: say(words.medium), content: <Medium row={row} /> },
    ];
  },
};
