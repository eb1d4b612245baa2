import { type FormEvent, useId } from 'react';
import {
  ActForms,
  Amount,
  DateInput,
  Line,
  Pick,
  ProblemNote,
  type ActForm,
  type AnyRow,
  type DetailSection,
  type Say,
  useAct,
  useMay,
  useSay,
  useSession,
  words as uiWords,
} from '#ui';
import { outcomeNames, outcomes, type SupervisionState, operations } from '../contract.ts';
import { supervisionWords as words } from './supervision-words.ts';

const renews = ['records', 'tasks'];

interface Props {
  readonly id: string;
  readonly state: SupervisionState;
}

interface Progress {
  readonly percent: number;
  readonly progress: string;
}
const reporting: readonly ActForm<Progress>[] = [
  {
    hint: words.reportHint,
    asks: [
      { kind: 'number', name: 'percent', label: words.percent },
      { kind: 'words', name: 'progress', label: words.progress },
    ],
    buttons: [
      {
        word: words.report,
        make: (said) => ({ percent: said.number('percent'), progress: said.words('progress') }),
      },
    ],
  },
];

function Extension({ id }: { readonly id: string }) {
  const say = useSay();
  const own = useId();
  const act = useAct('performance', operations.askExtension, { renews });
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const said = (name: string) => String(data.get(name) ?? '').trim();
    act.mutate({ params: { id }, body: { until: said('until'), why: said('why') } });
  };
  return (
    <form className="stack tight" onSubmit={send} aria-label={say(words.askExtension)}>
      <div className="field">
        <label htmlFor={own}>{say(words.until)}</label>
        <span className="hint" id={`${own}-hint`}>
          {say(uiWords.dayForm)}
        </span>
        <DateInput id={own} name="until" required aria-describedby={`${own}-hint`} />
      </div>
      <Line name="why" label={words.why} />
      <div className="row">
        <button type="submit" className="button" disabled={act.isPending}>
          {say(words.askExtension)}
        </button>
      </div>
      {act.isError && <ProblemNote problem={act.error} />}
    </form>
  );
}

/** What the unit does. */
function UnitWork({ id, state }: Props) {
  const say = useSay();
  const receive = useAct('performance', operations.receive, { renews });
  const report = useAct('performance', operations.report, { renews });
  if (state === 'issued')
    return (
      <div className="row">
        <button
          type="button"
          className="button primary"
          disabled={receive.isPending}
          onClick={() => receive.mutate({ params: { id } })}
        >
          {say(words.receive)}
        </button>
        {receive.isError && <ProblemNote problem={receive.error} />}
      </div>
    );
  if (state !== 'working') return null;
  return (
    <>
      <ActForms
        acts={reporting}
        onAct={(body) => report.mutate({ params: { id }, body })}
        busy={report.isPending}
        problem={report.error}
      />
      <Extension id={id} />
    </>
  );
}

type Office = { readonly message: string } | { readonly reason: string };
const officeActs: readonly ActForm<Office>[] = [
  {
    during: ['issued', 'working'],
    asks: [{ kind: 'words', name: 'message', label: words.message }],
    buttons: [{ word: words.urge, make: (said) => ({ message: said.words('message') }) }],
  },
  {
    during: ['finished'],
    asks: [{ kind: 'words', name: 'reason', label: words.backReason }],
    buttons: [{ word: words.sendBack, make: (said) => ({ reason: said.words('reason') }) }],
  },
];

interface Answered {
  readonly granted: boolean;
  readonly answer: string;
}
const answers: readonly ActForm<Answered>[] = [
  {
    asks: [{ kind: 'words', name: 'answer', label: words.answer }],
    buttons: [
      { word: words.grant, make: (said) => ({ granted: true, answer: said.words('answer') }) },
      { word: words.refuse, make: (said) => ({ granted: false, answer: said.words('answer') }) },
    ],
  },
];

const verdicts = outcomes.map((value) => ({ value, title: outcomeNames[value] }));

function Verdict({ id }: { readonly id: string }) {
  const say = useSay();
  const act = useAct('performance', operations.closeMatter, { renews });
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const said = (name: string) => String(data.get(name) ?? '').trim();
    const outcome = outcomes.find((each) => each === said('outcome')) ?? 'met';
    act.mutate({ params: { id }, body: { outcome, quality: Number(said('quality')), why: said('why') } });
  };
  return (
    <form className="stack tight" onSubmit={send} aria-label={say(words.close)}>
      <p className="hint">{say(words.scoreHint)}</p>
      <div className="row">
        <Pick name="outcome" label={words.verdict} choices={verdicts} />
        <Amount name="quality" label={words.quality} required />
      </div>
      <Line name="why" label={words.opinion} />
      <div className="row">
        <button type="submit" className="button primary" disabled={act.isPending}>
          {say(words.close)}
        </button>
      </div>
      {act.isError && <ProblemNote problem={act.error} />}
    </form>
  );
}

/** What the office does. */
function OfficeWork({ id, state, asked }: Props & { readonly asked: boolean }) {
  const urge = useAct('performance', operations.urge, { renews });
  const back = useAct('performance', operations.sendBack, { renews });
  const answer = useAct('performance', operations.answerExtension, { renews });
  const take = (said: Office) =>
    'message' in said
      ? urge.mutate({ params: { id }, body: said })
      : back.mutate({ params: { id }, body: said });
  return (
    <>
      {asked && (
        <ActForms
          acts={answers}
          onAct={(body) => answer.mutate({ params: { id }, body })}
          busy={answer.isPending}
          problem={answer.error}
        />
      )}
      <ActForms
        acts={officeActs}
        state={state}
        onAct={take}
        busy={urge.isPending || back.isPending}
        problem={urge.error ?? back.error}
      />
      <Verdict id={id} />
    </>
  );
}

function Work({ row }: { readonly row: AnyRow }) {
  const say = useSay();
  const may = useMay();
  const { actor } = useSession();
  const id = String(row['id']);
  const state = row['state'] as SupervisionState;
  const own = may('performance:answer') && actor.organisation === row['unit'];
  const manages = may('performance:manage');
  if (state === 'closed' || (!own && !manages)) return <p className="quiet">{say(words.nothingToDo)}</p>;
  return (
    <div className="stack">
      {own && <UnitWork id={id} state={state} />}
      {manages && <OfficeWork id={id} state={state} asked={row['extensionState'] === 'asked'} />}
    </div>
  );
}

/** What is shown of every matter, and what of one that is so far. */
const always = [
  'title',
  'number',
  'what',
  'basedOn',
  'unit',
  'office',
  'state',
  'issuedOn',
  'dueOn',
  'percent',
] as const;

const then = [
  'milestone',
  'milestoneOn',
  'receivedAt',
  'progress',
  'reportedAt',
  'urged',
  'urgedAt',
  'urgedWords',
  'extensionState',
  'extensionTo',
  'extensionWhy',
  'extensionAnswer',
  'finishedOn',
  'verdict',
  'onTime',
  'lateDays',
  'quality',
  'score',
  'why',
  'closedOn',
] as const;

/** A matter that is supervised, and what one can do with it now. */
export const supervisionDetail = {
  fields: (row: AnyRow) => [
    ...always,
    ...then.filter((name) => row[name] !== null && row[name] !== undefined),
  ],
  sections: (row: AnyRow, say: Say): readonly DetailSection[] => [
    { title: say(words.work), content: <Work row={row} /> },
  ],
};
