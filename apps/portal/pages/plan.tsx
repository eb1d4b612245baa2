import { useEffect } from 'react';
import { number, useLanguage, useSay } from '#ui';
import type { Text } from '#kernel/texts';
import type { PlanTarget } from '#domains/programme/targets/contract';
import { Answer } from '../pieces/answer.tsx';
import { PageHeading } from '../pieces/page-heading.tsx';
import { useBoard } from '../state/catalogue.ts';
import { useAddress } from '../state/router.ts';

const texts = {
  title: { zh: '规划目标', en: "The plan's targets" },
  lead: {
    zh: '规划到 2020 年要做到什么，旁边是规划印出的当时的数字。没有给出数字的，照实写明。',
    en: 'What the plan set for 2020, beside the figure that it printed for its own day. Where it gives no number, that is said.',
  },
  summary: {
    zh: '共 {count} 项目标，其中 {without} 项规划没有给出数字；规划另印出 {baselines} 个基数。',
    en: '{count} targets, {without} of them without a number in the plan; the plan prints {baselines} baseline figures.',
  },
  none: { zh: '没有载入规划的目标。', en: 'No targets of a plan are loaded.' },
  only: { zh: '只看有数字的', en: 'Only those with a number' },
  every: { zh: '全部目标', en: 'All targets' },
  clause: { zh: '规划 {clause}', en: 'Plan, clause {clause}' },
  goal: { zh: '目标 {year}', en: 'Target {year}' },
  baseline: { zh: '基数 {year}', en: 'Baseline {year}' },
  noNumber: { zh: '规划未给数字', en: 'No number in the plan' },
  noBaseline: { zh: '规划未印基数', en: 'No baseline printed' },
  source: { zh: '出处：', en: 'Source: ' },
};
const comparisons: Readonly<Record<string, Text>> = {
  'at-least': { zh: '不低于', en: 'at least' },
  'at-most': { zh: '不高于', en: 'at most' },
};
const approximations: Readonly<Record<string, Text>> = {
  about: { zh: '约', en: 'about' },
  over: { zh: '超过', en: 'over' },
  nearly: { zh: '近', en: 'nearly' },
};

type Figure = Pick<PlanTarget, 'value' | 'unit' | 'comparison' | 'approximate'>;

function Figured({ figure }: { readonly figure: Figure & { readonly value: number } }) {
  const say = useSay();
  const { language } = useLanguage();
  const before = comparisons[figure.comparison ?? ''] ?? approximations[figure.approximate ?? ''];
  return (
    <>
      {before && <span className="figure-word">{say(before)} </span>}
      <span className="figure">{number(figure.value, language)}</span>
      {figure.unit && <span className="figure-word"> {say(figure.unit)}</span>}
    </>
  );
}

const hasNumber = <F extends Figure>(figure: F | null): figure is F & { value: number } =>
  figure !== null && figure.value !== null;

function Line({ target }: { readonly target: PlanTarget }) {
  const say = useSay();
  const { baseline } = target;
  return (
    <li id={target.id} className="target" tabIndex={-1}>
      <div>
        <h3>{say(target.name)}</h3>
        <p className="quiet">{say(texts.clause, { clause: target.clause })}</p>
      </div>
      <p>
        <span className="figure-label">{say(texts.goal, { year: target.asOf })}</span>
        {hasNumber(target) ? (
          <Figured figure={target} />
        ) : (
          <span className="quiet">{say(texts.noNumber)}</span>
        )}
      </p>
      <p>
        <span className="figure-label">{say(texts.baseline, { year: baseline?.asOf ?? '' })}</span>
        {hasNumber(baseline) ? (
          <Figured figure={baseline} />
        ) : (
          <span className="quiet">{say(texts.noBaseline)}</span>
        )}
        {baseline && (
          <span className="fact-note">
            {say(baseline.name)} · {baseline.clause}
          </span>
        )}
      </p>
    </li>
  );
}

/** Brings the target that the address names into sight, once the list stands. */
function useNamed(ready: boolean): void {
  const { hash } = useAddress();
  useEffect(() => {
    if (!ready || hash === '') return;
    const line = document.getElementById(decodeURIComponent(hash.slice(1)));
    line?.scrollIntoView({ block: 'center' });
    line?.focus({ preventScroll: true });
  }, [ready, hash]);
}

function Board({
  targets,
  baselines,
  source,
}: {
  readonly targets: readonly PlanTarget[];
  readonly baselines: number;
  readonly source: Text;
}) {
  const say = useSay();
  const only = useAddress().searchParams.get('only') === 'numbers';
  useNamed(true);
  if (targets.length === 0) return <p>{say(texts.none)}</p>;
  const without = targets.filter((target) => !hasNumber(target)).length;
  const shown = only ? targets.filter(hasNumber) : targets;
  return (
    <>
      <p className="strong" role="status">
        {say(texts.summary, { count: targets.length, without, baselines })}{' '}
        <a href={only ? '/plan' : '/plan?only=numbers'}>{say(only ? texts.every : texts.only)}</a>
      </p>
      <ul className="targets">
        {shown.map((target) => (
          <Line key={target.id} target={target} />
        ))}
      </ul>
      <p className="quiet">
        {say(texts.source)}
        {say(source)}
      </p>
    </>
  );
}

export function PlanPage() {
  const say = useSay();
  const board = useBoard();
  return (
    <div className="wrap page">
      <PageHeading title={say(texts.title)} lead={say(texts.lead)} />
      <Answer of={board} lines={10}>
        {(value) => <Board {...value} />}
      </Answer>
    </div>
  );
}
