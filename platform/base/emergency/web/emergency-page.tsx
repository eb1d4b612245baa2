import { useState } from 'react';
import { EmptyState, PageHead, ProblemNote, Skeleton, useCall, useSay } from '#ui';
import { operations } from '../contract.ts';
import { BreakForm } from './break-form.tsx';
import { OwnGlass } from './open-glass.tsx';
import { texts } from './words.ts';

function Mine() {
  const say = useSay();
  const found = useCall('emergency', operations.mine, { query: { limit: 20 } }, { everyMs: 60_000 });
  if (found.isError) return <ProblemNote problem={found.error} />;
  if (!found.data) return <Skeleton lines={3} />;
  if (found.data.items.length === 0) return <EmptyState title={say(texts.none)} hint={say(texts.noneHint)} />;
  return (
    <>
      {found.data.items.map((glass) => (
        <OwnGlass key={glass.id} glass={glass} />
      ))}
    </>
  );
}

/** Breaking glass, and what one has broken. */
export function EmergencyPage() {
  const say = useSay();
  const [broken, setBroken] = useState('');
  return (
    <div className="stack">
      <PageHead title={say(texts.title)} />
      <BreakForm key={broken} onBroken={setBroken} />
      <section aria-labelledby="mine" className="stack">
        <h2 id="mine">{say(texts.mine)}</h2>
        <Mine />
      </section>
    </div>
  );
}
