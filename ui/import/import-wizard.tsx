import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import type { ImportPreview } from '#kernel/record';
import { ProblemNote } from '../feedback/problem-note.tsx';
import { useSay } from '../language/language.tsx';
import { useJobs } from '../job/jobs.tsx';
import { ChooseFile } from './choose-file.tsx';
import { type ImportAdapter, mappingOf, type Mapping } from './import-adapter.ts';
import { ImportResult } from './import-result.tsx';
import { PreviewImport } from './preview-import.tsx';
import { RecentImports } from './recent-imports.tsx';
import { Steps } from './steps.tsx';

const steps = [
  { zh: '选择文件', en: 'Choose the file' },
  { zh: '核对列与内容', en: 'Check columns and rows' },
  { zh: '导入结果', en: 'Result' },
];

/** File → columns and a preview with its faults → the job → the result, with what was refused and the way back. */
export function ImportWizard({ adapter }: { readonly adapter: ImportAdapter }) {
  const say = useSay();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { watch } = useJobs();
  const [search, setSearch] = useSearchParams();
  const [preview, setPreview] = useState<ImportPreview>();
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const running = search.get('import') ?? undefined;
  const recent = useQuery({
    queryKey: [adapter.module, 'imports', adapter.template?.('csv') ?? ''],
    queryFn: ({ signal }) => adapter.recent(signal),
  });

  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setProblem(undefined);
    await work().catch(setProblem);
    setBusy(false);
  };
  const remap = (mapping: Mapping) =>
    attempt(async () => setPreview(await adapter.remap(preview?.import ?? '', mapping)));
  const run = () =>
    attempt(async () => {
      if (!preview) return;
      const { job } = await adapter.run(preview.import, mappingOf(preview));
      watch(job);
      await client.invalidateQueries({ queryKey: [adapter.module, 'imports'] });
      if (adapter.resultPath) await navigate(adapter.resultPath(preview.import));
      else setSearch({ import: preview.import });
    });
  const again = () => {
    setPreview(undefined);
    setProblem(undefined);
    setSearch({});
  };
  const chooseStep = preview ? 1 : 0;
  return (
    <div className="stack wizard">
      <Steps titles={steps.map((step) => say(step))} present={running ? 2 : chooseStep} />
      {problem !== undefined && <ProblemNote problem={problem} />}
      {running && (
        <ImportResult key={running} adapter={adapter} id={running} imports={recent.data} onAgain={again} />
      )}
      {!running && preview && (
        <PreviewImport
          adapter={adapter}
          preview={preview}
          busy={busy}
          onRemap={remap}
          onRun={run}
          onAgain={again}
        />
      )}
      {!running && !preview && (
        <>
          <ChooseFile adapter={adapter} onPreview={setPreview} />
          <RecentImports imports={recent.data} />
        </>
      )}
    </div>
  );
}
