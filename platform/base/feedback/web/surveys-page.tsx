import { useState } from 'react';
import { call } from '#kernel/call';
import { Lamp, SimulatedTag, TablePage, useSay, type Column, type LampColour, type ListSource } from '#ui';
import { operations, type Survey } from '../contract.ts';
import { MakeSurvey } from './make-survey.tsx';
import { SurveyDetail } from './survey-detail.tsx';
import { words } from './survey-words.ts';

const source: ListSource<Survey> = {
  key: ['feedback', 'surveys'],
  load: async (_query, signal) => {
    const { items } = await call('feedback', operations.surveys, {}, { signal });
    return { items, next: null };
  },
};

const colours: Readonly<Record<Survey['state'], LampColour>> = {
  draft: 'grey',
  open: 'green',
  closed: 'blue',
};

function Title({ survey }: { readonly survey: Survey }) {
  const say = useSay();
  return (
    <>
      {say(survey.title)} {survey.simulated && <SimulatedTag />}
    </>
  );
}

function State({ state }: Pick<Survey, 'state'>) {
  return <Lamp colour={colours[state]}>{useSay()(words[state])}</Lamp>;
}

function Answered({ answered, state }: Pick<Survey, 'answered' | 'state'>) {
  const say = useSay();
  if (state === 'draft') return <>—</>;
  return <>{answered ?? say(words.few)}</>;
}

const columns: readonly Column<Survey>[] = [
  { name: 'title', label: words.title, show: (survey) => <Title survey={survey} /> },
  { name: 'state', label: words.state, show: ({ state }) => <State state={state} /> },
  { name: 'invited', label: words.invited, end: true, show: ({ invited }) => invited },
  { name: 'answered', label: words.answered, end: true, show: (survey) => <Answered {...survey} /> },
  { name: 'closesOn', label: words.closesOn, show: ({ closesOn }) => closesOn },
];

/** Surveys of the organisation, the newest first. */
export function SurveysPage() {
  const say = useSay();
  const [making, setMaking] = useState(false);
  return (
    <TablePage
      id="feedback.surveys"
      title={words.surveys}
      source={source}
      columns={columns}
      keyOf={({ id }) => id}
      detail={(id) => <SurveyDetail id={id} />}
      actions={
        !making && (
          <button type="button" className="button primary" onClick={() => setMaking(true)}>
            {say(words.make)}
          </button>
        )
      }
      lead={making ? <MakeSurvey onEnd={() => setMaking(false)} /> : say(words.lead)}
      empty={{ title: words.none, hint: words.noneHint }}
    />
  );
}
