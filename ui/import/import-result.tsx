import { useState } from 'react';
import type { ImportState } from '#kernel/record';
import { ProblemNote } from '../feedback/problem-note.tsx';
import { Skeleton } from '../feedback/skeleton.tsx';
import { number } from '../language/formats.ts';
import { useLanguage, useSay } from '../language/language.tsx';
import { JobProgress } from '../job/job-progress.tsx';
import { useJob, useJobs } from '../job/jobs.tsx';
import { words } from '../words.ts';
import type { ImportAdapter } from './import-adapter.ts';

interface ResultProps {
  readonly adapter: ImportAdapter;
  readonly id: string;
  readonly imports: readonly ImportState[] | undefined;
  readonly onAgain: () => void;
}

const texts = {
  created: { zh: '新增', en: 'Created' },
  changed: { zh: '更新', en: 'Changed' },
  unchanged: { zh: '无变化', en: 'Unchanged' },
  refused: { zh: '未写入', en: 'Refused' },
  errors: { zh: '下载错误文件', en: 'Error file' },
  undo: { zh: '撤回这次导入', en: 'Undo this import' },
  undoHint: {
    zh: '撤回会恢复到导入前的内容；之后又被改过的行保持不动。',
    en: 'Undo restores what was there before; rows changed since are left alone.',
  },
  another: { zh: '再导入一个文件', en: 'Import another file' },
  undone: { zh: '这次导入已撤回。', en: 'This import was undone.' },
};
const counts = ['created', 'changed', 'unchanged', 'refused'] as const;

/** What came of an import: counts, the refused rows as a file, and the way back. */
export function ImportResult({ adapter, id, imports, onAgain }: ResultProps) {
  const say = useSay();
  const { language } = useLanguage();
  const { watch } = useJobs();
  const [problem, setProblem] = useState<unknown>();
  const state = imports?.find((each) => each.id === id);
  const job = useJob(state?.job);
  if (!state) return <Skeleton lines={3} />;
  const file = adapter.errorFile(state);
  const undo = () => adapter.undo?.(id).then(({ job: started }) => watch(started), setProblem);
  return (
    <section className="sheet stack">
      <h2>{state.filename}</h2>
      {job.data && <JobProgress job={job.data} />}
      {job.data?.problem && <p className="notice wrong">{say(job.data.problem.detail)}</p>}
      {state.status === 'undone' && <p className="notice">{say(texts.undone)}</p>}
      <dl className="figures" aria-live="polite">
        {counts.map((name) => (
          <div key={name}>
            <dt>{say(texts[name])}</dt>
            <dd className={name === 'refused' && state.refused > 0 ? 'seal' : undefined}>
              {number(state[name], language)}
            </dd>
          </div>
        ))}
      </dl>
      {problem !== undefined && <ProblemNote problem={problem} />}
      <div className="row">
        {file && (
          <a className="button second" href={file} download>
            {say(texts.errors)}
          </a>
        )}
        <button type="button" className="button" onClick={onAgain}>
          {say(texts.another)}
        </button>
        {adapter.undo && state.status === 'done' && (
          <button
            type="button"
            className="button danger"
            title={say(texts.undoHint)}
            onClick={() => void undo()}
          >
            {say(texts.undo)}
          </button>
        )}
      </div>
      {adapter.undo && state.status === 'done' && <p className="small quiet">{say(texts.undoHint)}</p>}
      <p className="small quiet">
        {say(words.source)} <code>import:{id}</code>
      </p>
    </section>
  );
}
