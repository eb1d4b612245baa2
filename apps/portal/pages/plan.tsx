import { useEffect } from 'react';
import { useSay } from '#ui';
import type { Text } from '#kernel/texts';
import type { PlanTarget } from '#domains/programme/targets/contract';
import { Answer } from '../pieces/answer.tsx';
import { Baseline, Figured, hasNumber } from '../pieces/plan-figure.tsx';
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
    zh: '共 {count} 项目标；规划另印出 {baselines} 个基数，同一件事的写在旁边。',
    en: '{count} targets; the plan prints {baselines} baseline figures, and the one that speaks of the same thing stands beside.',
  },
  numbered: { zh: '给出数字的（{count}）', en: 'With a number ({count})' },
  others: { zh: '没有给出数字的（{count}）', en: 'Without a number ({count})' },
  othersHint: {
    zh: '规划只写了方向，没有写做到多少；我们不替它补。',
    en: 'The plan names the direction and no number; none is added here.',
  },
  none: { zh: '没有载入规划的目标。', en: 'No targets of a plan are loaded.' },
  clause: { zh: '规划 {clause}', en: 'Plan, clause {clause}' },
  goal: { zh: '目标 {year}', en: 'Target {year}' },
  source: { zh: '出处：', en: 'Source: ' },
};
function Name({ target }: { readonly target: PlanTarget }) {
  const say = useSay();
  return (
    <div>
      <h3>{say(target.name)}</h3>
      <p className="quiet">{say(texts.clause, { clause: target.clause })}</p>
    </div>
  );
}

type Numbered = PlanTarget & { readonly value: number };

function WithNumber({ target }: { readonly target: Numbered }) {
  const say = useSay();
  return (
    <li id={target.id} className="target" tabIndex={-1}>
      <Name target={target} />
      <p>
        <span className="figure-label">{say(texts.goal, { year: target.asOf })}</span>
        <Figured figure={target} />
      </p>
      <Baseline baseline={target.baseline} />
    </li>
  );
}

function WithoutNumber({ target }: { readonly target: PlanTarget }) {
  return (
    <li id={target.id} className="target plain-target" tabIndex={-1}>
      <Name target={target} />
      {target.baseline && <Baseline baseline={target.baseline} />}
    </li>
  );
}

/** Brings the target that the address names into sight, once the list stands. */
function useNamed(): void {
  const { hash } = useAddress();
  useEffect(() => {
    if (hash === '') return;
    const line = document.getElementById(decodeURIComponent(hash.slice(1)));
    line?.scrollIntoView({ block: 'center' });
    line?.focus({ preventScroll: true });
  }, [hash]);
}

interface BoardProps {
  readonly targets: readonly PlanTarget[];
  readonly baselines: number;
  readonly source: Text;
}

function Board({ targets, baselines, source }: BoardProps) {
  const say = useSay();
  useNamed();
  if (targets.length === 0) return <p>{say(texts.none)}</p>;
  const numbered = targets.filter((target): target is Numbered => hasNumber(target));
  const others = targets.filter((target) => !hasNumber(target));
  return (
    <>
      <p>{say(texts.summary, { count: targets.length, baselines })}</p>
      <section aria-labelledby="numbered">
        <h2 id="numbered">{say(texts.numbered, { count: numbered.length })}</h2>
        <ul className="targets">
          {numbered.map((target) => (
            <WithNumber key={target.id} target={target} />
          ))}
        </ul>
      </section>
      <section aria-labelledby="others">
        <h2 id="others">{say(texts.others, { count: others.length })}</h2>
        <p className="quiet">{say(texts.othersHint)}</p>
        <ul className="targets">
          {others.map((target) => (
            <WithoutNumber key={target.id} target={target} />
          ))}
        </ul>
      </section>
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
