import { useState } from 'react';
import { ProblemNote, useAct, useSay } from '#ui';
import { operations } from '../contract.ts';
import { Paper } from '../records.ts';
import type { Draft } from './draft.ts';
import { Preview } from './preview.tsx';
import { BlockParts, Choice, FieldParts, Line } from './template-parts.tsx';
import { texts } from './words.ts';

const retentions = Paper.fields.retention.names as Record<
  'permanent' | '30-years' | '10-years',
  { zh: string; en: string }
>;

interface HeadProps {
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
}

/** What the template is called, and what stands on every paper of it. */
function Head({ draft: { code, title, layout }, onChange: change }: HeadProps) {
  const say = useSay();
  const put = (part: Partial<Draft['layout']>) => change({ layout: { ...layout, ...part } });
  return (
    <>
      <div className="row">
        <Line label={say(texts.templateCode)} value={code} onChange={(next) => change({ code: next })} />
        <Line
          label={say(texts.titleZh)}
          value={title.zh}
          onChange={(zh) => change({ title: { ...title, zh } })}
        />
        <Line
          label={say(texts.titleEn)}
          value={title.en}
          onChange={(en) => change({ title: { ...title, en } })}
        />
      </div>
      <div className="row">
        <Line label={say(texts.heading)} value={layout.heading} onChange={(heading) => put({ heading })} />
        <Line
          label={say(texts.issuerName)}
          value={layout.issuerName}
          onChange={(issuerName) => put({ issuerName })}
        />
        <Line label={say(texts.series)} value={layout.series} onChange={(series) => put({ series })} />
        <Choice
          label={say(texts.retention)}
          value={layout.retention}
          choices={retentions}
          onChange={(retention) => put({ retention })}
        />
      </div>
    </>
  );
}

/** A template under work: its head, its fields, its content; preview, save, publish. */
export function TemplateEditor({ begin }: { readonly begin: Draft }) {
  const say = useSay();
  const [draft, setDraft] = useState(begin);
  const save = useAct('documents', operations.saveTemplate);
  const publish = useAct('documents', operations.publishTemplate);
  const { code, title, layout } = draft;
  const change = (part: Partial<Draft>) => {
    save.reset();
    setDraft({ ...draft, ...part });
  };
  const samples = Object.fromEntries(
    layout.fields.map(({ name, kind, label }) => [name, sampleOf(kind, label.zh)]),
  );
  return (
    <form
      className="sheet stack"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ params: { code }, body: { title, issuer: null, layout } });
      }}
    >
      <Head draft={draft} onChange={change} />
      <FieldParts layout={layout} onChange={(next) => change({ layout: next })} />
      <BlockParts layout={layout} onChange={(next) => change({ layout: next })} />
      {save.isError && <ProblemNote problem={save.error} />}
      {publish.isError && <ProblemNote problem={publish.error} />}
      <div className="row">
        <button type="submit" className="button primary" disabled={save.isPending}>
          {say(texts.save)}
        </button>
        <Preview layout={layout} values={samples} />
        <button
          type="button"
          className="button"
          disabled={publish.isPending || save.data === undefined}
          onClick={() => publish.mutate({ params: { code } })}
        >
          {say(texts.publish)}
        </button>
        <span role="status">
          {save.data && !publish.data && say(texts.saved)}
          {publish.data && say(texts.published)}
        </span>
      </div>
    </form>
  );
}

/** What a preview shows where a value will stand. */
function sampleOf(kind: string, label: string) {
  if (kind === 'date') return '2000-01-31';
  if (kind === 'number') return 12;
  return kind === 'table' ? [{}] : `〔${label}〕`;
}
