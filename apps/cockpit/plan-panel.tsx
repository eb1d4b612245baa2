import { useRef } from 'react';
import { useLanguage, useSay } from '#ui';
import type { PlanTarget } from '#domains/programme/targets/contract';
import type { Plan } from './asking.ts';
import { Panel } from './panel.tsx';
import { pageOf, planOrder, printFigure } from './plan-figure.ts';
import { useFitting } from './use-fitting.ts';
import { useMedia } from './use-media.ts';
import { type Turning, useTurning } from './use-turning.ts';
import { words } from './words.ts';

const wide = '(min-aspect-ratio: 26/10) and (min-width: 2400px)';

/** The plan's targets with their baselines, word for word; no live value is set beside them where there is none. */
export function PlanPanel({ plan }: { readonly plan: Plan | undefined }) {
  const say = useSay();
  const { language } = useLanguage();
  const list = useRef<HTMLUListElement>(null);
  const turning = useTurning();
  const targets = plan?.targets ?? [];
  const most = useMedia(wide) ? 24 : 7;
  const content = `${targets.length} ${turning.page}`;
  const size = useFitting({ list, most, kind: language, content });
  const shown = pageOf(planOrder(targets), turning.page, size);
  return (
    <Panel area="plan" title={words.plan}>
      <div
        className="plan"
        onPointerEnter={() => turning.hold(true)}
        onPointerLeave={() => turning.hold(false)}
        onFocus={() => turning.hold(true)}
        onBlur={() => turning.hold(false)}
      >
        <ul ref={list}>
          {shown.rows.map((target) => (
            <Target key={target.id} target={target} />
          ))}
        </ul>
        <Pager turning={turning} page={shown.page} pages={shown.pages} />
        {plan && (
          <p className="small-head" title={say(plan.source)}>
            {say(words.planNote, { targets: plan.targets.length, baselines: plan.baselines })}
          </p>
        )}
      </div>
    </Panel>
  );
}

interface PagerProps {
  readonly turning: Turning;
  readonly page: number;
  readonly pages: number;
}

function Pager({ turning, page, pages }: PagerProps) {
  const say = useSay();
  return (
    <div className="pager">
      <button type="button" onClick={() => turning.to(page - 1)} aria-label={say(words.previous)}>
        ‹
      </button>
      <span>{say(words.page, { page: page + 1, pages })}</span>
      <button type="button" onClick={() => turning.to(page + 1)} aria-label={say(words.next)}>
        ›
      </button>
      {turning.alone !== undefined && (
        <button type="button" onClick={turning.toggle}>
          {say(turning.alone ? words.pause : words.resume)}
        </button>
      )}
    </div>
  );
}

const figurePath = (id: string): string => `/console/targets/figures/${encodeURIComponent(id)}`;

function Target({ target }: { readonly target: PlanTarget }) {
  const say = useSay();
  const { language } = useLanguage();
  const { baseline } = target;
  const aim = printFigure(target, language);
  const from = baseline ? printFigure(baseline, language) : undefined;
  return (
    <li>
      <p className="target-name">
        <a href={figurePath(target.id)}>{say(target.name)}</a> <span className="clause">{target.clause}</span>
      </p>
      <dl>
        <div>
          <dt>{say(words.target)}</dt>
          <dd className={aim === undefined ? 'none' : 'aim'}>{aim ?? say(words.noNumber)}</dd>
        </div>
        <div>
          <dt>{say(words.baseline)}</dt>
          <dd className={from === undefined ? 'none' : ''}>
            {baseline && from !== undefined ? (
              <>
                <a href={figurePath(baseline.id)}>{from}</a> ({baseline.asOf})
              </>
            ) : (
              say(words.noBaseline)
            )}
          </dd>
        </div>
      </dl>
    </li>
  );
}
