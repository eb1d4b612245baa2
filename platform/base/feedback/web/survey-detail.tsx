import {
  OnceMore,
  DetailPage,
  FieldList,
  ProblemNote,
  ScrollRegion,
  SimulatedTag,
  Skeleton,
  useAct,
  useCall,
  useSay,
} from '#ui';
import { operations, type Survey } from '../contract.ts';
import { SurveyResultsView } from './survey-results.tsx';
import { words } from './survey-words.ts';

function Act({ survey }: { readonly survey: Survey }) {
  const say = useSay();
  const draws = survey.state === 'draft';
  const open = useAct('feedback', operations.openSurvey);
  const close = useAct('feedback', operations.closeSurvey);
  const act = draws ? open : close;
  if (survey.state === 'closed') return null;
  return (
    <>
      <OnceMore
        word={say(draws ? words.start : words.stop)}
        will={say(draws ? words.startWill : words.stopWill)}
        className="button primary"
        busy={act.isPending}
        onYes={() => act.mutate({ params: { id: survey.id } })}
      />
      {act.isError && <ProblemNote problem={act.error} />}
    </>
  );
}

function Strata({ strata }: Pick<Survey, 'strata'>) {
  const say = useSay();
  return (
    <ScrollRegion label={say(words.sample)}>
      <table className="data-table" aria-label={say(words.sample)}>
        <thead>
          <tr>
            <th scope="col">{say(words.stratum)}</th>
            <th scope="col" className="end">
              {say(words.size)}
            </th>
            <th scope="col" className="end">
              {say(words.drawn)}
            </th>
          </tr>
        </thead>
        <tbody>
          {strata.map(({ stratum, name, size, drawn }) => (
            <tr key={stratum}>
              <th scope="row">{name ? say(name) : stratum}</th>
              <td className="end">{size}</td>
              <td className="end">{drawn}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Results({ id, closed }: { readonly id: string; readonly closed: boolean }) {
  const say = useSay();
  const found = useCall('feedback', operations.surveyResults, { params: { id } }, { enabled: closed });
  if (!closed) return <p className="quiet">{say(words.resultsLater)}</p>;
  if (found.isError) return <ProblemNote problem={found.error} />;
  return found.data ? <SurveyResultsView results={found.data} /> : <Skeleton lines={4} />;
}

/** A survey: what is asked of whom, how the sample was drawn, what came of it. */
export function SurveyDetail({ id }: { readonly id: string }) {
  const say = useSay();
  const found = useCall('feedback', operations.survey, { params: { id } });
  if (found.isError) return <ProblemNote problem={found.error} />;
  const survey = found.data;
  if (!survey) return <Skeleton lines={5} />;
  const lines = [
    { name: 'state', label: say(words.state), value: say(words[survey.state]) },
    {
      name: 'kind',
      label: say(words.kind),
      value: say(survey.anonymous ? words.isAnonymous : words.isNamed),
    },
    { name: 'form', label: say(words.form), value: survey.formTitle ? say(survey.formTitle) : survey.form },
    {
      name: 'frame',
      label: say(words.frame),
      value: survey.frameTitle ? say(survey.frameTitle) : survey.frame,
    },
    { name: 'wanted', label: say(words.wanted), value: survey.wanted },
    { name: 'seed', label: say(words.seed), value: survey.seed },
    { name: 'closesOn', label: say(words.closesOn), value: survey.closesOn },
    { name: 'invited', label: say(words.invited), value: survey.invited },
  ];
  const results = {
    title: say(words.results),
    content: <Results id={id} closed={survey.state === 'closed'} />,
  };
  const sample = { title: say(words.sample), content: <Strata strata={survey.strata} /> };
  return (
    <DetailPage
      title={say(survey.title)}
      tags={survey.simulated && <SimulatedTag />}
      actions={<Act survey={survey} />}
      sections={survey.state === 'draft' ? [] : [sample, results]}
    >
      <p>{say(survey.lead)}</p>
      <FieldList lines={lines} />
    </DetailPage>
  );
}
