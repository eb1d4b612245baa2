import { useMemo } from 'react';
import { addressOf, call, upload } from '#kernel/call';
import { recordOperations, type RecordOf } from '#kernel/record';
import { DrillPath } from '../feedback/drill-path.tsx';
import { writable } from '../form/form-values.ts';
import type { ImportAdapter } from '../import/import-adapter.ts';
import { ImportWizard } from '../import/import-wizard.tsx';
import { fileAddress } from '../job/job-view.ts';
import { useSay } from '../language/language.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { words } from '../words.ts';
import { recordPath } from './known-records.tsx';

/** The import of a record, in the words of the wizard. */
export function recordImport(record: RecordOf): ImportAdapter {
  const { module } = record;
  const operations = recordOperations(record);
  return {
    module,
    id: record.id,
    accept: '.xlsx,.csv,.txt,.json,.ndjson,.geojson,.parquet',
    fields: writable(record.fields).map(([name, { label, optional }]) => ({
      name,
      label,
      required: !optional,
    })),
    template: (format) => addressOf(module, operations.template, { query: { format } }),
    upload: (file, on) =>
      upload(module, operations.upload, { query: { filename: file.name } }, { file, ...on }),
    remap: (id, mapping) =>
      call(module, operations.remap, { params: { import: id }, body: { mapping: { ...mapping } } }),
    run: (id, mapping) =>
      call(module, operations.runImport, { params: { import: id }, body: { mapping: { ...mapping } } }),
    recent: async (signal) => (await call(module, operations.imports, {}, { signal })).items,
    undo: (id) => call(module, operations.undoImport, { params: { import: id } }),
    errorFile: ({ job, errorFile }) => (job && errorFile ? fileAddress(job, errorFile) : undefined),
  };
}

const texts = {
  where: { zh: '所在位置', en: 'Where you are' },
  title: { zh: '导入{name}', en: 'Import: {name}' },
};

/** The import of a record at `…/import`. */
export function RecordImportPage({ record }: { readonly record: RecordOf }) {
  const say = useSay();
  const adapter = useMemo(() => recordImport(record), [record]);
  return (
    <div className="stack">
      <DrillPath
        label={say(texts.where)}
        steps={[{ label: say(record.title), to: recordPath(record) }, { label: say(words.import) }]}
      />
      <PageHead title={say(texts.title, { name: say(record.title) })} />
      <ImportWizard adapter={adapter} />
    </div>
  );
}
