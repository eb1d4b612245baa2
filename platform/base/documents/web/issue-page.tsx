import { useState } from 'react';
import { EmptyState, PageHead, ProblemNote, randomId, Skeleton, useAct, useCall, useSay } from '#ui';
import { operations, type PaperIssued, type Template, type Values } from '../contract.ts';
import { Preview } from './preview.tsx';
import { ValueControl } from './value-controls.tsx';
import { texts } from './words.ts';

function Issued({ paper, onAnother }: { readonly paper: PaperIssued; readonly onAnother: () => void }) {
  const say = useSay();
  return (
    <div className="notice stack tight" role="status">
      <h2>{say(texts.issued, { number: paper.number })}</h2>
      <p>
        {say(texts.code)} <code>{paper.code}</code>
      </p>
      {paper.missing.length > 0 && <p>{say(texts.missing, { characters: paper.missing.join(' ') })}</p>}
      <p className="row">
        <a className="button primary" href={`/api/documents/issued/${paper.id}/file`} download>
          {say(texts.openPdf)}
        </a>
        <a className="button" href={`/verify?code=${paper.code}`}>
          {say(texts.verify)}
        </a>
        <button type="button" className="button" onClick={onAnother}>
          {say(texts.another)}
        </button>
      </p>
    </div>
  );
}

function Filling({ template }: { readonly template: Template }) {
  const say = useSay();
  const [values, setValues] = useState<Values>({});
  // The same until it is issued: a second press, or a broken line, makes no second paper.
  const [key, setKey] = useState(randomId);
  const act = useAct('documents', operations.issue);
  if (act.data)
    return (
      <Issued
        paper={act.data}
        onAnother={() => {
          act.reset();
          setValues({});
          setKey(randomId());
        }}
      />
    );
  return (
    <form
      className="sheet stack"
      onSubmit={(event) => {
        event.preventDefault();
        act.mutate({ body: { template: template.code, values, key } });
      }}
    >
      {template.layout.fields.map((field) => (
        <ValueControl
          key={field.name}
          field={field}
          value={values[field.name]}
          onChange={(value) => {
            setValues({ ...values, [field.name]: value });
            if (act.isError) setKey(randomId());
          }}
        />
      ))}
      {act.isError && <ProblemNote problem={act.error} />}
      <div className="row">
        <button type="submit" className="button primary" disabled={act.isPending}>
          {say(texts.doIssue)}
        </button>
        <Preview layout={template.layout} values={values} />
      </div>
    </form>
  );
}

/** A paper from a template: fill in, preview, issue. */
export function IssuePage() {
  const say = useSay();
  const [code, setCode] = useState('');
  const templates = useCall('documents', operations.templates, {});
  const published = templates.data?.items.filter(({ state }) => state === 'published') ?? [];
  const chosen = published.find((each) => each.code === code);
  return (
    <div className="stack">
      <PageHead title={say(texts.issue)} lead={say(texts.issueLead)} />
      {templates.isError && (
        <ProblemNote problem={templates.error} onRetry={() => void templates.refetch()} />
      )}
      {templates.isPending && <Skeleton lines={4} />}
      <div className="field">
        <label htmlFor="issue-template">{say(texts.template)}</label>
        <select
          id="issue-template"
          className="select"
          value={code}
          onChange={(event) => setCode(event.target.value)}
        >
          <option value="">—</option>
          {published.map((each) => (
            <option key={each.code} value={each.code}>
              {say(each.title)}
            </option>
          ))}
        </select>
      </div>
      {chosen ? (
        <Filling key={chosen.code} template={chosen} />
      ) : (
        <EmptyState title={say(texts.chooseTemplate)} />
      )}
    </div>
  );
}
