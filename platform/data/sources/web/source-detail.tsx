import {
  FieldList,
  ProblemNote,
  useAct,
  useCall,
  useJobs,
  useMay,
  useSay,
  type AnyRow,
  type DetailSection,
  type Say,
} from '#ui';
import { operations, type Kind, settingsParts, type AnySettings } from '../contract.ts';
import { Gate } from './gate.tsx';
import { Gaps } from './gaps.tsx';
import { isGoing } from './run-lamp.tsx';
import { BackFill, Runs } from './runs.tsx';
import { Secret } from './secret.tsx';
import { Standing } from './standing.tsx';
import { TryIt } from './try-it.tsx';
import { words } from './words.ts';

const codeOf = (row: AnyRow): string => String(row['code']);

function RunNow({ code }: { readonly code: string }) {
  const say = useSay();
  const may = useMay();
  const { watch } = useJobs();
  const state = useCall('sources', operations.state, { params: { key: code } });
  const act = useAct('sources', operations.start, { renews: ['ingestion'], done: ({ job }) => watch(job) });
  const cancel = useAct('sources', operations.cancel);
  if (!may('sources:run') || !state.data) return null;
  const { last, held } = state.data;
  if (last && isGoing(last.state))
    return (
      <button
        type="button"
        className="button second"
        disabled={cancel.isPending}
        onClick={() => cancel.mutate({ params: { key: last.id } })}
      >
        {say(words.cancel)}
      </button>
    );
  return (
    <>
      {!held && (
        <button
          type="button"
          className="button primary"
          disabled={act.isPending}
          onClick={() => act.mutate({ params: { key: code }, body: {} })}
        >
          {say(words.runNow)}
        </button>
      )}
      {act.isError && <ProblemNote problem={act.error} />}
    </>
  );
}

function Settings({ row }: { readonly row: AnyRow }) {
  const say = useSay();
  const settings = row['settings'] as AnySettings;
  const parts = settingsParts[row['kind'] as Kind];
  const lines = Object.entries(parts).flatMap(([name, part]) => {
    const value = settings[name];
    if (value === undefined) return [];
    const named = part.names?.[String(value)];
    const text = Array.isArray(value) ? value.join('、') : String(value);
    return [{ name, label: say(part.label), value: named ? say(named) : text }];
  });
  return <FieldList lines={lines} />;
}

/** A source with how it stands, what waits at its gate, its runs, and what tries it. */
export const sourceDetail = {
  fields: [
    'titleZh',
    'titleEn',
    'dataset',
    'owner',
    'kind',
    'schedule',
    'follows',
    'contract',
    'enabled',
    'rowsLeast',
    'rowsMost',
    'rowsChange',
  ],
  lead: (row: AnyRow) => (
    <>
      <Gate code={codeOf(row)} />
      <Gaps code={codeOf(row)} />
      <Standing code={codeOf(row)} />
    </>
  ),
  actions: (row: AnyRow) => <RunNow code={codeOf(row)} />,
  sections: (row: AnyRow, say: Say): readonly DetailSection[] => [
    { title: say(words.runs), content: <Runs code={codeOf(row)} /> },
    { title: say(words.settings), content: <Settings row={row} /> },
    ...(row['kind'] === 'folder' || row['kind'] === 'web'
      ? []
      : [{ title: say(words.secret), content: <Secret code={codeOf(row)} /> }]),
    { title: say(words.tryTitle), content: <TryIt code={codeOf(row)} /> },
    { title: say(words.days), content: <BackFill code={codeOf(row)} /> },
  ],
};
