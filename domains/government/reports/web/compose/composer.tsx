import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { ProblemNote, useAct, useSay } from '#ui';
import { operations, type ReportDefinition } from '../../contract.ts';
import { BlocksFields, type Materials } from './blocks-fields.tsx';
import { ParameterFields } from './parameter-fields.tsx';
import { Preview } from './preview.tsx';
import { SettingsFields } from './settings-fields.tsx';
import { words } from './words.ts';

interface Kept {
  readonly revision: number;
  readonly mayPublish: boolean;
}

interface Props extends Materials {
  readonly begin: ReportDefinition;
  /** As it was saved; absent for a new one. */
  readonly kept?: Kept;
}

function Publish({ code, revision, disabled }: { code: string; revision: number; disabled: boolean }) {
  const say = useSay();
  const publishing = useAct('reports', operations.publish, { renews: ['records'] });
  return (
    <>
      <button
        type="button"
        className="button"
        disabled={disabled || publishing.isPending}
        onClick={() => publishing.mutate({ params: { code }, body: { revision } })}
      >
        {say(words.publish)}
      </button>
      <span role="status">{publishing.isSuccess && say(words.published)}</span>
      {publishing.isError && <ProblemNote problem={publishing.error} />}
    </>
  );
}

/** A report as it is composed: what it is, what readers choose, its blocks, and how it looks. */
export function Composer({ begin, kept, measures, reports }: Props) {
  const say = useSay();
  const go = useNavigate();
  const [report, setReport] = useState(begin);
  const [changed, setChanged] = useState(kept === undefined);
  const saving = useAct('reports', operations.save, {
    renews: ['records'],
    done: ({ code }) => {
      setChanged(false);
      if (!kept) void go(`/reports/drafts/${code}`, { replace: true });
    },
  });
  const change = (next: ReportDefinition) => {
    setReport(next);
    setChanged(true);
  };
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const revision = saving.data?.revision ?? kept?.revision ?? null;
    saving.mutate({ params: { code: report.code }, body: { definition: report, revision } });
  };
  return (
    <div className="composer">
      <form className="card stack no-print" onSubmit={send}>
        <SettingsFields report={report} isKept={kept !== undefined} onChange={change} />
        <ParameterFields report={report} measures={measures} onChange={change} />
        <BlocksFields report={report} measures={measures} reports={reports} onChange={change} />
        <div className="row">
          <button type="submit" className="button primary" disabled={saving.isPending}>
            {say(words.save)}
          </button>
          {kept?.mayPublish && (
            <Publish
              code={report.code}
              revision={Math.max(kept.revision, saving.data?.revision ?? 0)}
              disabled={changed}
            />
          )}
          <span role="status" className="small quiet">
            {changed
              ? say(words.unsaved)
              : saving.data && say(words.saved, { revision: saving.data.revision })}
          </span>
        </div>
        {saving.isError && <ProblemNote problem={saving.error} />}
      </form>
      <Preview report={report} />
    </div>
  );
}
