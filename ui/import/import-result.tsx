import type { ImportState } from '#kernel/record';
import { Skeleton } from '../feedback/skeleton.tsx';
import { OnceMore } from '../form/once-more.tsx';
import { JobProgress } from '../job/job-progress.tsx';
import { useJob } from '../job/jobs.tsx';
import { number } from '../language/formats.ts';
import { useLanguage, useSay } from '../language/language.tsx';
import { words } from '../words.ts';
import type { ImportAdapter } from './import-adapter.ts';
import type { ImportInHand } from './use-import.ts';

interface ResultProps {
  readonly adapter: ImportAdapter;
  readonly id: string;
  readonly hand: ImportInHand;
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

/** What came of an import: counts, the refused rows as a file, and the way back. */
export function ImportResult({ adapter, id, hand }: ResultProps) {
  const say = useSay();
  const state = hand.recent?.find((each) => each.id === id);
  const { data: job } = useJob(state?.job);
  if (!state) return <Skeleton lines={3} />;
  return (
    <section className="sheet stack">
      <h2>{state.filename}</h2>
      {job && <JobProgress job={job} />}
      {job?.problem && <p className="notice wrong">{say(job.problem.detail)}</p>}
      {state.status === 'undone' && <p className="notice">{say(texts.undone)}</p>}
      <Counts state={state} />
      <ResultActions adapter={adapter} state={state} hand={hand} />
      <p className="small quiet">
        {say(words.source)} <code>import:{id}</code>
      </p>
    </section>
  );
}

const counts = ['created', 'changed', 'unchanged', 'refused'] as const;

function Counts({ state }: { readonly state: ImportState }) {
  const say = useSay();
  const { language } = useLanguage();
  return (
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
  );
}

interface ActionsProps {
  readonly adapter: ImportAdapter;
  readonly state: ImportState;
  readonly hand: ImportInHand;
}

function ResultActions({ adapter, state, hand }: ActionsProps) {
  const say = useSay();
  const file = adapter.errorFile(state);
  const undoes = adapter.undo !== undefined && state.status === 'done';
  return (
    <>
      <div className="row">
        {file && (
          <a className="button second" href={file} download>
            {say(texts.errors)}
          </a>
        )}
        <button type="button" className="button" onClick={hand.again}>
          {say(texts.another)}
        </button>
        {undoes && (
          <OnceMore
            word={say(texts.undo)}
            will={say(texts.undoHint)}
            busy={hand.busy}
            onYes={() => void hand.undo(state.id)}
          />
        )}
      </div>
      {undoes && <p className="small quiet">{say(texts.undoHint)}</p>}
    </>
  );
}
