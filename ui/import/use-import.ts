import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import type { ImportPreview } from '#kernel/record';
import { useJobs } from '../job/jobs.tsx';
import { type ImportAdapter, mappingOf, type Mapping } from './import-adapter.ts';

/** Where an import stands: the preview at hand, the one that runs (in the address), and the steps from one to the next. */
export function useImport(adapter: ImportAdapter) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { watch } = useJobs();
  const [search, setSearch] = useSearchParams();
  const [preview, setPreview] = useState<ImportPreview>();
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const recentKey = [adapter.module, 'imports', adapter.id ?? ''];
  const recent = useQuery({ queryKey: recentKey, queryFn: ({ signal }) => adapter.recent(signal) });

  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setProblem(undefined);
    await work().catch(setProblem);
    setBusy(false);
  };
  const remap = (mapping: Mapping) =>
    attempt(async () => {
      if (preview) setPreview(await adapter.remap(preview.import, mapping));
    });
  const run = () =>
    attempt(async () => {
      if (!preview) return;
      const { job } = await adapter.run(preview.import, mappingOf(preview));
      watch(job);
      await client.invalidateQueries({ queryKey: recentKey });
      if (adapter.resultPath) await navigate(adapter.resultPath(preview.import));
      else setSearch({ import: preview.import });
    });
  const undo = (id: string) =>
    attempt(async () => {
      const started = await adapter.undo?.(id);
      if (started) watch(started.job);
    });
  const again = () => {
    setPreview(undefined);
    setProblem(undefined);
    setSearch({});
  };
  const running = search.get('import') ?? undefined;
  return { preview, setPreview, problem, busy, running, recent: recent.data, remap, run, undo, again };
}

export type ImportInHand = ReturnType<typeof useImport>;
