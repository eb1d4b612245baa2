import { type ReactNode, useState } from 'react';
import type { Text } from '#kernel/texts';
import { ProblemNote } from '../feedback/problem-note.tsx';
import { useSay } from '../language/language.tsx';
import { words } from '../words.ts';

/** What would happen to each chosen row: done, or refused with the reason. */
export interface BulkPreview {
  readonly done: readonly string[];
  readonly refused: readonly { readonly key: string; readonly reason: Text }[];
}

/** Something that can be done to many rows. Without a preview every chosen row is taken. */
export interface BulkAction {
  readonly name: string;
  readonly label: Text;
  readonly preview?: (keys: readonly string[]) => Promise<BulkPreview>;
  /** More to say before it is done: a reason, an owner. */
  readonly fields?: ReactNode;
  readonly run: (keys: readonly string[], form: FormData) => Promise<unknown>;
}

const texts = {
  chosen: { zh: '已选 {count} 条', en: '{count} chosen' },
  clear: { zh: '取消选择', en: 'Choose none' },
  will: { zh: '将处理 {count} 条', en: '{count} will be done' },
  refused: { zh: '{count} 条不能处理：', en: '{count} will be refused:' },
  confirm: { zh: '确认：{label}', en: 'Confirm: {label}' },
};

interface BarProps {
  readonly chosen: ReadonlySet<string>;
  readonly actions: readonly BulkAction[];
  readonly onDone: () => void;
}
interface Planned {
  readonly action: BulkAction;
  readonly preview: BulkPreview;
}

/** Work on many rows: first what will be refused and why, then one confirmation. */
export function BulkBar({ chosen, actions, onDone }: BarProps) {
  const say = useSay();
  const [planned, setPlanned] = useState<Planned>();
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setProblem(undefined);
    await work().catch(setProblem);
    setBusy(false);
  };
  const plan = (action: BulkAction) =>
    attempt(async () => {
      const keys = [...chosen];
      setPlanned({ action, preview: (await action.preview?.(keys)) ?? { done: keys, refused: [] } });
    });
  const run = (form: FormData) =>
    attempt(async () => {
      if (!planned) return;
      await planned.action.run(planned.preview.done, form);
      setPlanned(undefined);
      onDone();
    });
  return (
    <section className="bulk-bar" aria-label={say(texts.chosen, { count: chosen.size })}>
      <div className="row">
        <strong role="status">{say(texts.chosen, { count: chosen.size })}</strong>
        {actions.map((action) => (
          <button
            key={action.name}
            type="button"
            className="button small second"
            disabled={busy}
            onClick={() => void plan(action)}
          >
            {say(action.label)}
          </button>
        ))}
        <button type="button" className="link" onClick={onDone}>
          {say(texts.clear)}
        </button>
      </div>
      {planned && (
        <BulkPlan planned={planned} busy={busy} onRun={run} onCancel={() => setPlanned(undefined)} />
      )}
      {problem !== undefined && <ProblemNote problem={problem} />}
    </section>
  );
}

interface PlanProps {
  readonly planned: Planned;
  readonly busy: boolean;
  readonly onRun: (form: FormData) => Promise<void>;
  readonly onCancel: () => void;
}

function BulkPlan({ planned: { action, preview }, busy, onRun, onCancel }: PlanProps) {
  const say = useSay();
  return (
    <form
      className="stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        void onRun(new FormData(event.currentTarget));
      }}
    >
      <p role="status">{say(texts.will, { count: preview.done.length })}</p>
      {preview.refused.length > 0 && (
        <div className="notice warn">
          <p>{say(texts.refused, { count: preview.refused.length })}</p>
          <ul>
            {preview.refused.slice(0, 20).map(({ key, reason }) => (
              <li key={key}>
                <span className="mono">{key}</span> {say(reason)}
              </li>
            ))}
          </ul>
        </div>
      )}
      {action.fields}
      <div className="row">
        <button type="submit" className="button primary" disabled={busy || preview.done.length === 0}>
          {say(texts.confirm, { label: say(action.label) })}
        </button>
        <button type="button" className="button" onClick={onCancel}>
          {say(words.cancel)}
        </button>
      </div>
    </form>
  );
}
