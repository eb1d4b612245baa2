import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from 'react-router';
import { call } from '#kernel/call';
import { recordOperations, type RecordOf } from '#kernel/record';
import { DrillPath } from '../feedback/drill-path.tsx';
import { ProblemNote } from '../feedback/problem-note.tsx';
import { Skeleton } from '../feedback/skeleton.tsx';
import { readChange, readNew } from '../form/form-values.ts';
import { useSay } from '../language/language.tsx';
import { useAct } from '../lib/use-call.ts';
import { PageHead } from '../shell/page-head.tsx';
import { words } from '../words.ts';
import { recordPath } from './known-records.tsx';
import { keyOfRow, type AnyRow } from './record-columns.tsx';
import { labelOf } from './labels.ts';
import { RecordForm } from './record-form.tsx';

const texts = {
  where: { zh: '所在位置', en: 'Where you are' },
  create: { zh: '新增{name}', en: 'Add: {name}' },
  change: { zh: '修改{name}', en: 'Change: {name}' },
};

/** The form of a record: a new row at `…/new`, a change of one at `…/:key/change`. */
export function RecordFormPage({ record }: { readonly record: RecordOf }) {
  const { key } = useParams();
  return key === undefined ? <CreateRow record={record} /> : <ChangeRow record={record} rowKey={key} />;
}

function CreateRow({ record }: { readonly record: RecordOf }) {
  const say = useSay();
  const navigate = useNavigate();
  const act = useAct(record.module, recordOperations(record).create, {
    done: (row) => void navigate(recordPath(record, keyOfRow(record, row as unknown as AnyRow))),
  });
  const title = say(texts.create, { name: say(record.title) });
  return (
    <div className="stack form-page">
      <DrillPath
        label={say(texts.where)}
        steps={[{ label: say(record.title), to: recordPath(record) }, { label: say(words.add) }]}
      />
      <PageHead title={title} />
      <RecordForm
        record={record}
        read={(form) => readNew(record, form)}
        problem={act.error}
        busy={act.isPending}
        onSave={(values) => act.mutate({ body: values as never })}
        cancelPath={recordPath(record)}
      />
    </div>
  );
}

function ChangeRow({ record, rowKey }: { readonly record: RecordOf; readonly rowKey: string }) {
  const say = useSay();
  const navigate = useNavigate();
  const path = recordPath(record, rowKey);
  const row = useQuery({
    queryKey: [record.module, record.id, 'form', rowKey],
    // A form begins with what stands there now, and keeps it while it is filled in, whatever job ends meanwhile.
    staleTime: 'static',
    gcTime: 0,
    queryFn: async ({ signal }) =>
      (await call(
        record.module,
        recordOperations(record).get,
        { params: { key: rowKey }, query: {} },
        { signal },
      )) as unknown as AnyRow,
  });
  const act = useAct(record.module, recordOperations(record).change, { done: () => void navigate(path) });
  if (row.isPending) return <Skeleton lines={8} />;
  if (row.isError) return <ProblemNote problem={row.error} onRetry={() => void row.refetch()} />;
  const { masked, revision } = row.data.meta;
  return (
    <div className="stack form-page">
      <DrillPath
        label={say(texts.where)}
        steps={[
          { label: say(record.title), to: recordPath(record) },
          { label: say(labelOf(record, row.data)), to: path },
          { label: say(words.edit) },
        ]}
      />
      <PageHead title={say(texts.change, { name: say(record.title) })} />
      <RecordForm
        record={record}
        row={row.data}
        read={(form) => readChange(record, form, { row: row.data, masked })}
        problem={act.error}
        busy={act.isPending}
        onSave={(values) =>
          act.mutate({ params: { key: rowKey }, body: { revision, values: { ...values } } })
        }
        cancelPath={path}
      />
    </div>
  );
}
