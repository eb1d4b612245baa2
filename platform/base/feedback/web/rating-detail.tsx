import {
  DetailPage,
  FieldList,
  ProblemNote,
  SimulatedTag,
  Skeleton,
  Time,
  useAct,
  useCall,
  useMay,
  useSay,
  WordsForm,
} from '#ui';
import { operations, type Rating } from '../contract.ts';
import { gradeWords, reasonWords, texts } from './words.ts';

function AnswerForm({ id }: { readonly id: string }) {
  const act = useAct('feedback', operations.answer, { renews: ['tasks'] });
  return (
    <WordsForm
      label={texts.answer}
      hint={texts.hint}
      send={texts.send}
      onSend={(words) => act.mutate({ params: { id }, body: { words } })}
      busy={act.isPending}
      problem={act.error}
    />
  );
}

function Answer({ rating }: { readonly rating: Rating }) {
  const may = useMay()('feedback:answer');
  if (rating.answer !== null) return <p>{rating.answer}</p>;
  return (rating.grade ?? 5) <= 2 && may ? <AnswerForm id={rating.id} /> : <p>—</p>;
}

/** What a person said of a service, and the answer. Who it was is not told. */
export function RatingDetail({ id }: { readonly id: string }) {
  const say = useSay();
  const found = useCall('feedback', operations.get, { params: { id } });
  if (found.isError) return <ProblemNote problem={found.error} />;
  const rating = found.data;
  if (!rating) return <Skeleton lines={5} />;
  const gradeOf = (grade: number | null) => {
    const words = grade === null ? undefined : gradeWords[grade];
    return words ? say(words) : '—';
  };
  const lines = [
    { name: 'grade', label: say(texts.grade), value: gradeOf(rating.grade) },
    {
      name: 'reasons',
      label: say(texts.reasons),
      value: rating.reasons.map((each) => say(reasonWords[each] ?? { zh: each, en: each })).join('、') || '—',
    },
    { name: 'words', label: say(texts.words), value: rating.words ?? '—' },
    { name: 'second', label: say(texts.second), value: gradeOf(rating.secondGrade) },
  ];
  return (
    <DetailPage
      title={say(rating.title)}
      tags={rating.simulated && <SimulatedTag />}
      sections={[{ title: say(texts.answer), content: <Answer rating={rating} /> }]}
    >
      <FieldList lines={lines} />
      {rating.ratedAt !== null && (
        <p className="quiet small">
          <Time at={rating.ratedAt} />
        </p>
      )}
    </DetailPage>
  );
}
