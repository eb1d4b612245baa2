import { Link } from 'react-router';
import {
  FieldList,
  ProblemNote,
  useAct,
  useCall,
  useMay,
  useSay,
  type AnyRow,
  type DetailSection,
  type Say,
} from '#ui';
import { operations } from '../contract.ts';
import { texts } from './words.ts';

function Printed({ id }: { readonly id: string }) {
  const say = useSay();
  const paper = useCall('documents', operations.paper, { params: { id } });
  if (!paper.data || paper.data.state === 'disposed') return null;
  const { code, missing, sealed } = paper.data;
  const lines = [
    { name: 'code', label: say(texts.code), value: <code>{code}</code> },
    { name: 'sealed', label: say(texts.sealed), value: say(texts[sealed]) },
  ];
  return (
    <>
      <FieldList lines={lines} />
      {missing.length > 0 && <p>{say(texts.missing, { characters: missing.join(' ') })}</p>}
      <p className="row">
        <a className="button second" href={`/api/documents/issued/${id}/file`} download>
          {say(texts.openPdf)}
        </a>
        <a className="button" href={`/verify?code=${code}`}>
          {say(texts.verify)}
        </a>
      </p>
    </>
  );
}

function Revoke({ id }: { readonly id: string }) {
  const say = useSay();
  const act = useAct('documents', operations.revoke);
  return (
    <form
      className="stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        const reason = new FormData(event.currentTarget).get('reason');
        act.mutate({ params: { id }, body: { reason: typeof reason === 'string' ? reason : '' } });
      }}
    >
      <div className="field">
        <label htmlFor={`revoke-${id}`}>{say(texts.reason)}</label>
        <input id={`revoke-${id}`} name="reason" className="input" required maxLength={500} />
      </div>
      <div className="row">
        <button type="submit" className="button danger small" disabled={act.isPending}>
          {say(texts.revoke)}
        </button>
      </div>
      {act.isError && <ProblemNote problem={act.error} />}
    </form>
  );
}

function ToIssue() {
  const say = useSay();
  const may = useMay();
  if (!may('documents:issue')) return null;
  return (
    <Link className="button primary" to="/documents/issue">
      {say(texts.issue)}
    </Link>
  );
}

export const paperList = { actions: <ToIssue /> };

/** A paper with how it was printed, and the way to revoke it. */
export const paperDetail = {
  lead: (row: AnyRow) => <Printed id={String(row['id'])} />,
  sections: (row: AnyRow, say: Say): readonly DetailSection[] =>
    ['issued', 'archived'].includes(String(row['state']))
      ? [{ title: say(texts.revoke), content: <Revoke id={String(row['id'])} /> }]
      : [],
};
