import { Link } from 'react-router';
import {
  DetailPage,
  FieldList,
  ProblemNote,
  SimulatedTag,
  Skeleton,
  Time,
  number,
  useCall,
  useLanguage,
  useSay,
  type FieldLine,
} from '#ui';
import { operations, refusalNames, type RiskCase, type RiskCaseFound } from '../../contract.ts';
import { LevelTag } from '../level-tag.tsx';
import { CurveView } from './curve-view.tsx';
import { hoursOf, percentOf } from './times.ts';
import { words } from './words.ts';

/** How likely it is, or why nothing can be said. */
function useChanceLines({ chance, lower, upper, refused }: RiskCase): FieldLine[] {
  const say = useSay();
  const { language } = useLanguage();
  if (chance === null || lower === null || upper === null)
    return [
      { name: 'few', label: say(words.few), value: refused === null ? '—' : say(refusalNames[refused]) },
    ];
  const bound = (share: number) => number(100 * share, language, 0);
  return [
    { name: 'chance', label: say(words.chance), value: percentOf(chance, language) },
    {
      name: 'interval',
      label: say(words.interval),
      value: say(words.between, { lower: bound(lower), upper: bound(upper) }),
    },
  ];
}

function useTimeLines(found: RiskCase): FieldLine[] {
  const say = useSay();
  const { language } = useLanguage();
  const { age, until, median, dueAt } = found;
  const shown = (minutes: number) => hoursOf(minutes, found, { say, language });
  const due = { name: 'due', label: say(words.due), value: <Time at={dueAt} /> };
  if (age === null || until === null) return [due];
  return [
    due,
    { name: 'age', label: say(words.age), value: shown(age) },
    { name: 'left', label: say(words.left), value: shown(until - age) },
    { name: 'median', label: say(words.median), value: median === null ? say(words.notHalf) : shown(median) },
  ];
}

function useGroundLines({ whole, own, case: { asOf } }: RiskCaseFound): FieldLine[] {
  const say = useSay();
  const { language } = useLanguage();
  const judged = { name: 'asOf', label: say(words.asOf), value: <Time at={asOf} /> };
  if (!whole) return [judged];
  const { count, closed } = whole;
  const learnt = say(words.learntFrom, { count, closed, own: own?.count ?? 0 });
  const apart = own?.apart ?? null;
  return [
    { name: 'learnt', label: say(words.learnt), value: learnt },
    ...(apart === null
      ? []
      : [
          {
            name: 'apart',
            label: say(words.apart),
            value: say(apart < 0.05 ? words.isApart : words.notApart, { p: number(apart, language, 3) }),
          },
        ]),
    judged,
  ];
}

function Facts({ found }: { readonly found: RiskCaseFound }) {
  const say = useSay();
  const { case: one } = found;
  const lines: FieldLine[] = [
    { name: 'kind', label: say(words.kind), value: say(one.kindTitle) },
    { name: 'owner', label: say(words.owner), value: say(one.ownerTitle) },
    ...useChanceLines(one),
    ...useTimeLines(one),
    ...useGroundLines(found),
  ];
  return <FieldList lines={lines} />;
}

function Tags({ one: { level, simulated } }: { readonly one: RiskCase }) {
  return (
    <>
      {level && <LevelTag level={level} />} {simulated && <SimulatedTag />}
    </>
  );
}

function Ways({ one: { warning, taskPath } }: { readonly one: RiskCase }) {
  const say = useSay();
  return (
    <>
      {warning !== null && (
        <Link className="button second" to={`/decision-support/warnings/${encodeURIComponent(warning)}`}>
          {say(words.openWarning)}
        </Link>
      )}
      {taskPath !== null && (
        <Link className="button second" to={taskPath}>
          {say(words.openTask)}
        </Link>
      )}
    </>
  );
}

/** One case: how likely it is to be late, what speaks for it, and the curve by which it is judged. */
export function CasePane({ id }: { readonly id: string }) {
  const say = useSay();
  const asked = useCall('decision-support', operations.riskCase, { params: { task: id } });
  if (asked.isPending) return <Skeleton lines={6} />;
  if (asked.isError) return <ProblemNote problem={asked.error} onRetry={() => void asked.refetch()} />;
  const { case: one } = asked.data;
  return (
    <DetailPage
      title={one.title ? say(one.title) : say(one.kindTitle)}
      tags={<Tags one={one} />}
      actions={<Ways one={one} />}
      sections={[{ title: say(words.ground), content: <CurveView found={asked.data} /> }]}
    >
      <Facts found={asked.data} />
    </DetailPage>
  );
}
