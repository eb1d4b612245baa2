import { useMemo } from 'react';
import { instantOf, useSay } from '#ui';
import { askBoard, askOutline, askPlan, type Seen } from './asking.ts';
import { CityPanel } from './city-panel.tsx';
import { DeliveriesPanel, FreshnessPanel, LoopPanel, QualityPanel, RegistersPanel } from './data-panels.tsx';
import { PlanPanel } from './plan-panel.tsx';
import { Tiles } from './tiles.tsx';
import { type Polled, usePolled } from './use-polled.ts';
import { type View, ViewContext } from './view.ts';
import { WallHeader } from './wall-header.tsx';
import { words } from './words.ts';

const boardEveryMs = 15_000;
/** What changes with the city's files only. */
const rarelyMs = 10 * 60_000;

/** The wall: live figures about a true outline, the plan beside them. Every figure opens into its rows. */
export function Wall() {
  const seen = usePolled(askBoard, boardEveryMs);
  const outline = usePolled(askOutline, rarelyMs).answer;
  const plan = usePolled(askPlan, rarelyMs).answer;
  const reader = seen.answer?.reader ?? null;
  const view = useMemo((): View => ({ reader, signedIn: reader !== null }), [reader]);
  const board = seen.answer?.board;
  return (
    <ViewContext value={view}>
      <div className={seen.lostSince ? 'wall lost' : 'wall'}>
        <WallHeader seen={seen} outline={outline} />
        <Connection seen={seen} />
        {board && (
          <main className="wall-main">
            <Tiles board={board} />
            <div className="side left">
              <LoopPanel board={board} />
              <DeliveriesPanel board={board} />
              <QualityPanel board={board} />
            </div>
            <CityPanel board={board} outline={outline} />
            <div className="side right">
              <RegistersPanel board={board} />
              <PlanPanel plan={plan} />
              <FreshnessPanel board={board} />
            </div>
          </main>
        )}
      </div>
    </ViewContext>
  );
}

/** Says when the line is cut, since when, and how old what one sees is. */
function Connection({ seen: { answer, lostSince } }: { readonly seen: Polled<Seen> }) {
  const say = useSay();
  const said = () => {
    if (!lostSince) return '';
    if (!answer) return say(words.neverReached);
    const asOf = instantOf(new Date(answer.board.at));
    return say(words.lost, { since: instantOf(lostSince).slice(11), asOf });
  };
  return (
    <p role="status" className="connection">
      {said()}
    </p>
  );
}
