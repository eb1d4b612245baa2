import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { call } from '#kernel/call';
import { recordOperations } from '#kernel/record';
import { operations as catalogue, type Dataset } from '#platform/data/catalogue/contract';
import { DrillPath, PageHead, ProblemNote, Skeleton, useAct, useCall, useSay, words } from '#ui';
import { Comparison, findingSides, rhythms } from '../records.ts';
import { cleanField, emptyDraft, newField, newKey, type Draft } from './draft.ts';
import { Named, Pick, Write } from './form-parts.tsx';
import { FieldEditor, KeyEditor } from './pair-editors.tsx';
import { texts } from './words.ts';

const list = '/reconciliation/comparisons';
const ops = recordOperations(Comparison);

/** A comparison made or changed without code. */
export function FormPage() {
  const { key } = useParams();
  return key === undefined ? <Make /> : <Change code={key} />;
}

const bodyOf = ({ fields, ...draft }: Draft) =>
  ({ ...draft, fields: fields.filter(({ left }) => left !== '').map(cleanField) }) as never;

function Make() {
  const navigate = useNavigate();
  const act = useAct('reconciliation', ops.create, {
    done: (row) => void navigate(`${list}/${String((row as { code: string }).code)}`),
  });
  return (
    <Editor
      title={texts.add}
      draft={emptyDraft}
      problem={act.error}
      busy={act.isPending}
      onSave={(draft) => act.mutate({ body: bodyOf(draft) })}
      back={list}
    />
  );
}

function Change({ code }: { readonly code: string }) {
  const navigate = useNavigate();
  const back = `${list}/${code}`;
  const row = useQuery({
    queryKey: ['reconciliation', 'form', code],
    // A form begins with what stands there now, and keeps it while it is filled in.
    staleTime: Infinity,
    gcTime: 0,
    queryFn: ({ signal }) =>
      call('reconciliation', ops.get, { params: { key: code }, query: {} }, { signal }),
  });
  const act = useAct('reconciliation', ops.change, { done: () => void navigate(back) });
  if (row.isPending) return <Skeleton lines={10} />;
  if (row.isError) return <ProblemNote problem={row.error} onRetry={() => void row.refetch()} />;
  const { meta, leftOwner: _left, rightOwner: _right, ...draft } = row.data;
  return (
    <Editor
      title={texts.change}
      draft={draft as Draft}
      problem={act.error}
      busy={act.isPending}
      fixed
      onSave={({ code: _code, ...changed }) =>
        act.mutate({
          params: { key: code },
          body: { ...(bodyOf(changed as Draft) as object), revision: meta.revision } as never,
        })
      }
      back={back}
    />
  );
}

interface EditorProps {
  readonly title: { readonly zh: string; readonly en: string };
  readonly draft: Draft;
  readonly problem: unknown;
  readonly busy: boolean;
  readonly fixed?: boolean;
  readonly onSave: (draft: Draft) => void;
  readonly back: string;
}

function Editor({ title, draft: first, problem, busy, fixed = false, onSave, back }: EditorProps) {
  const say = useSay();
  const [draft, setDraft] = useState(first);
  const put = (change: Partial<Draft>) => setDraft({ ...draft, ...change });
  const datasets = useCall('catalogue', catalogue.datasets, { query: {} });
  if (datasets.isPending) return <Skeleton lines={10} />;
  if (datasets.isError)
    return <ProblemNote problem={datasets.error} onRetry={() => void datasets.refetch()} />;
  return (
    <div className="stack form-page">
      <DrillPath
        label={say(texts.where)}
        steps={[{ label: say(texts.title), to: list }, { label: say(title) }]}
      />
      <PageHead title={say(title)} />
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          onSave(draft);
        }}
      >
        {problem != null && <ProblemNote problem={problem} />}
        <Names draft={draft} fixed={fixed} put={put} />
        <SidesPart draft={draft} datasets={datasets.data.items} put={put} />
        <Pairs draft={draft} datasets={datasets.data.items} put={put} />
        <Named
          label={say(texts.rhythm)}
          value={draft.rhythm}
          names={rhythms}
          onPick={(rhythm) => put({ rhythm })}
        />
        <Named
          label={say(texts.told)}
          value={draft.findings}
          names={findingSides}
          onPick={(findings) => put({ findings })}
        />
        <div className="row">
          <button type="submit" className="button primary" disabled={busy}>
            {say(words.save)}
          </button>
          <Link className="button" to={back}>
            {say(words.cancel)}
          </Link>
        </div>
      </form>
    </div>
  );
}

interface PartProps {
  readonly draft: Draft;
  readonly put: (change: Partial<Draft>) => void;
}

function Names({ draft, fixed, put }: PartProps & { readonly fixed: boolean }) {
  const say = useSay();
  return (
    <>
      <Write label={say(texts.name)} value={draft.titleZh} required onWrite={(titleZh) => put({ titleZh })} />
      <Write
        label={say(texts.nameEn)}
        value={draft.titleEn}
        required
        onWrite={(titleEn) => put({ titleEn })}
      />
      <Write
        label={say(texts.codeOf)}
        hint={say(texts.codeHint)}
        pattern="[a-z][a-z0-9\-]{2,40}"
        value={draft.code}
        required
        fixed={fixed}
        onWrite={(code) => put({ code })}
      />
    </>
  );
}

type WithDatasets = PartProps & { readonly datasets: readonly Dataset[] };

function SidesPart({ draft, datasets, put }: WithDatasets) {
  const say = useSay();
  const options = datasets.map(({ code, title }) => ({ value: code, label: say(title) }));
  const afresh = { keys: [newKey], fields: [newField] };
  return (
    <>
      <Pick
        label={say(texts.left)}
        value={draft.leftDataset}
        none={say(texts.choose)}
        options={options}
        onPick={(leftDataset) => put({ leftDataset, ...afresh })}
      />
      <Pick
        label={say(texts.right)}
        value={draft.rightDataset}
        none={say(texts.choose)}
        options={options.filter(({ value }) => value !== draft.leftDataset)}
        onPick={(rightDataset) => put({ rightDataset, ...afresh })}
      />
    </>
  );
}

function Pairs({ draft, datasets, put }: WithDatasets) {
  const say = useSay();
  const [left, right] = [draft.leftDataset, draft.rightDataset].map((code) =>
    datasets.find((each) => each.code === code),
  );
  if (!left || !right) return <p className="notice">{say(texts.pickSides)}</p>;
  const { keys, fields } = draft;
  const without = <T,>(items: readonly T[], at: number) => items.filter((_, index) => index !== at);
  return (
    <>
      {keys.map((pair, at) => (
        <KeyEditor
          // Pairs have no name of their own; their place is what they are known by.
          // oxlint-disable-next-line react/no-array-index-key
          key={at}
          pair={pair}
          of={{ left, right }}
          number={at + 1}
          onChange={(changed) => put({ keys: keys.with(at, changed) })}
          onDrop={keys.length > 1 ? () => put({ keys: without(keys, at) }) : undefined}
        />
      ))}
      <button type="button" className="button" onClick={() => put({ keys: [...keys, newKey] })}>
        {say(texts.addKey)}
      </button>
      {fields.map((pair, at) => (
        <FieldEditor
          // oxlint-disable-next-line react/no-array-index-key
          key={at}
          pair={pair}
          of={{ left, right }}
          number={at + 1}
          onChange={(changed) => put({ fields: fields.with(at, changed) })}
          onDrop={() => put({ fields: without(fields, at) })}
        />
      ))}
      <button type="button" className="button" onClick={() => put({ fields: [...fields, newField] })}>
        {say(texts.addField)}
      </button>
    </>
  );
}
