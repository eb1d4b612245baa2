import { type FormEvent } from 'react';
import {
  PlainTable,
  ActForms,
  DateInput,
  ProblemNote,
  ScrollRegion,
  Skeleton,
  useAct,
  useMay,
  useSay,
  useSession,
  type ActForm,
  type AnyRow,
  type DetailSection,
  type Say,
} from '#ui';
import { operations, type ReportAct, type ReportLine } from '../contract.ts';
import { Activity, Report } from '../records.ts';
import { usePart } from './part-list.tsx';
import { partWords as words } from './part-words.ts';

const renews = ['records', 'tasks'];

const decides: readonly ActForm<ReportAct>[] = [
  {
    during: ['filed'],
    permission: 'projects:approve',
    asks: [],
    buttons: [{ word: words.accept, make: () => ({ act: 'accept' }) }],
  },
  {
    during: ['filed'],
    permission: 'projects:approve',
    asks: [{ kind: 'words', name: 'why', label: words.why }],
    buttons: [{ word: words.sendBack, make: (said) => ({ act: 'send-back', why: said.words('why') }) }],
  },
];

function Decide({ row }: { readonly row: AnyRow }) {
  const act = useAct('projects', operations.decideReport, { renews });
  const at = { params: { id: String(row['id']) } };
  return (
    <ActForms
      acts={decides}
      state={String(row['state'])}
      onAct={(body) => act.mutate({ ...at, body })}
      busy={act.isPending}
      problem={act.error}
    />
  );
}

const cells = ['percent', 'began', 'ended', 'left'] as const;

/** What was said last of an activity: in this report, else what stands. */
function Begin({ activity, said }: { readonly activity: AnyRow; readonly said: ReportLine | undefined }) {
  const say = useSay();
  const code = String(activity['code']);
  const from = said ?? (activity as unknown as ReportLine);
  const label = (word: (typeof cells)[number]) => `${String(activity['title'])} ${say(words[word])}`;
  const numeric = { type: 'number', min: 0, className: 'input', style: { width: '6rem' } } as const;
  return (
    <tr>
      <th scope="row">{String(activity['title'])}</th>
      <td>
        <input
          {...numeric}
          max={100}
          required
          name={`${code}.percent`}
          defaultValue={from.percent}
          aria-label={label('percent')}
        />
      </td>
      <td>
        <DateInput name={`${code}.began`} defaultValue={from.beganOn ?? ''} aria-label={label('began')} />
      </td>
      <td>
        <DateInput name={`${code}.ended`} defaultValue={from.endedOn ?? ''} aria-label={label('ended')} />
      </td>
      <td>
        <input
          {...numeric}
          name={`${code}.left`}
          defaultValue={from.daysLeft ?? ''}
          aria-label={label('left')}
        />
      </td>
    </tr>
  );
}

const lineIn =
  (data: FormData) =>
  ({ code }: AnyRow): ReportLine => {
    const said = (name: string) => String(data.get(`${String(code)}.${name}`) ?? '').trim();
    return {
      code: String(code),
      percent: Number(said('percent')),
      beganOn: said('began') || null,
      endedOn: said('ended') || null,
      daysLeft: said('left') === '' ? null : Number(said('left')),
    };
  };

interface LinesProps {
  readonly activities: readonly AnyRow[];
  readonly before: ReadonlyMap<string, ReportLine>;
}

function LinesTable({ activities, before }: LinesProps) {
  const say = useSay();
  return (
    <ScrollRegion label={say(words.linesTable)}>
      <table className="data-table" aria-label={say(words.linesTable)}>
        <thead>
          <tr>
            {[words.activity, ...cells.map((name) => words[name])].map((head) => (
              <th scope="col" key={head.en}>
                {say(head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {activities.map((activity) => (
            <Begin
              key={String(activity['code'])}
              activity={activity}
              said={before.get(String(activity['code']))}
            />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Fill({ row }: { readonly row: AnyRow }) {
  const say = useSay();
  const act = useAct('projects', operations.ownReport, { renews });
  const found = usePart(Activity, { undertaking: String(row['undertaking']) });
  if (found.isPending) return <Skeleton lines={4} />;
  if (found.isError) return <ProblemNote problem={found.error} onRetry={() => void found.refetch()} />;
  const before = new Map((row['lines'] as readonly ReportLine[]).map((line) => [line.code, line]));
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const lines = found.rows.map(lineIn(data));
    act.mutate({
      params: { id: String(row['id']) },
      body: { act: 'file', words: String(data.get('words') ?? '').trim(), lines },
    });
  };
  return (
    <form className="stack tight" onSubmit={send} aria-label={say(words.file)}>
      <p className="hint">{say(words.fileHint)}</p>
      <LinesTable activities={found.rows} before={before} />
      <label className="field">
        {say(words.words)}
        <textarea
          className="textarea"
          name="words"
          rows={3}
          required
          minLength={2}
          maxLength={4000}
          defaultValue={String(row['words'] ?? '')}
        />
      </label>
      <div className="row">
        <button type="submit" className="button primary" disabled={act.isPending}>
          {say(words.file)}
        </button>
      </div>
      {act.isError && <ProblemNote problem={act.error} />}
    </form>
  );
}

function Lines({ row }: { readonly row: AnyRow }) {
  const say = useSay();
  const lines = row['lines'] as readonly ReportLine[];
  if (lines.length === 0) return <p className="quiet">{say(words.none)}</p>;
  return (
    <PlainTable
      label={words.linesTable}
      heads={[
        { name: 'activity', label: words.activity },
        ...cells.map((name) => ({ name, label: words[name], end: name === 'percent' || name === 'left' })),
      ]}
      rows={lines.map(({ code, percent, beganOn, endedOn, daysLeft }) => ({
        key: code,
        cells: {
          activity: code,
          percent,
          began: beganOn ?? '—',
          ended: endedOn ?? '—',
          left: daysLeft ?? '—',
        },
      }))}
    />
  );
}

function Work({ row }: { readonly row: AnyRow }) {
  const may = useMay();
  const { actor } = useSession();
  const fills =
    may('projects:write') &&
    actor.organisation === row['unit'] &&
    ['due', 'sent-back'].includes(String(row['state']));
  return fills ? <Fill row={row} /> : <Lines row={row} />;
}

/** A month's report: filled in by the unit, accepted or sent back by the office. */
export const reportDetail = {
  fields: Object.keys(Report.fields).filter((name) => name !== 'lines' && name !== 'account'),
  sections: (row: AnyRow, say: Say): readonly DetailSection[] => [
    ...(row['state'] === 'filed' ? [{ title: say(words.work), content: <Decide row={row} /> }] : []),
    { title: say(words.lines), content: <Work row={row} /> },
  ],
};
