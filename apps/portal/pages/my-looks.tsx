import { useState } from 'react';
import { ProblemNote, Skeleton, useSay } from '#ui';
import { call } from '#kernel/call';
import { type EntryAboutMe, operations } from '#platform/base/ledger/contract';
import { operations as questions } from '#platform/base/questions/contract';
import type { PublishedEntry } from '#platform/data/catalogue/contract';
import { Answer } from '../pieces/answer.tsx';
import { Look } from '../pieces/look.tsx';
import { OwnPage } from '../pieces/own-page.tsx';
import { PageHeading } from '../pieces/page-heading.tsx';
import { useAsked } from '../state/asked.ts';
import { usePublished } from '../state/catalogue.ts';

const texts = {
  title: { zh: '谁看过我的数据', en: 'Who looked at my data' },
  lead: {
    zh: '每次有人查看、更改、导出或共享您的数据，城市都在账本上记一条：哪个单位、做了什么、凭什么、什么时候。最近的在最前面。',
    en: 'Each time somebody reads, changes, exports or shares your data, the city enters it in its ledger: which office, what, on what ground, when. The newest first.',
  },
  none: { zh: '还没有人看过您的数据。', en: 'Nobody has looked at your data yet.' },
  noneHint: {
    zh: '一有人看，这里就会多出一条。',
    en: 'As soon as somebody does, an entry stands here.',
  },
  older: { zh: '更早的', en: 'Older entries' },
  loading: { zh: '正在读取…', en: 'Loading…' },
  how: { zh: '这本账怎么保证不被改', en: 'How this ledger is kept from being altered' },
  howText: {
    zh: '账本只能往后添，每一条都进入一棵公开签名的哈希树；改动或删去任何一条，树根就对不上，谁都可以验证。账上不写您的姓名和号码，只写一个只有您能对上的摘要。',
    en: 'The ledger can only grow. Each entry goes into a hash tree whose head is signed and public: were one altered or removed, the head would no longer fit, and anyone can check. Your name and numbers are not in it, only a digest that is matched when you ask.',
  },
};

const pageSize = 20;

type Page = readonly EntryAboutMe[];

/** The pages after the first, fetched one by one when asked for. */
function useOlder(first: number | null) {
  const [pages, setPages] = useState<readonly Page[]>([]);
  const [next, setNext] = useState(first);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(undefined);
  const fetchOlder = () => {
    if (next === null) return;
    setBusy(true);
    setProblem(undefined);
    call('ledger', operations.mine, { query: { before: next, limit: pageSize } })
      .then((page) => {
        if (page.items.length > 0) setPages((before) => [...before, page.items]);
        setNext(page.next);
      }, setProblem)
      .finally(() => setBusy(false));
  };
  return { pages, more: next !== null, busy, problem, fetchOlder };
}

/** One page of entries, with what was asked about them: however old they are, a question is found beside its entry. */
function LooksOfPage({
  items,
  entries,
}: {
  readonly items: Page;
  readonly entries: readonly PublishedEntry[];
}) {
  const sequences = items.map(({ sequence }) => sequence);
  const about = { 'sequence.from': Math.min(...sequences), 'sequence.to': Math.max(...sequences) };
  const asked = useAsked('questions', questions.mine, { query: { ...about, limit: pageSize } });
  const questionOf = (sequence: number) =>
    asked.state === 'here' ? asked.value.items.find((each) => each.sequence === sequence) : undefined;
  return items.map((entry) => (
    <Look key={entry.sequence} entry={entry} entries={entries} question={questionOf(entry.sequence)} />
  ));
}

function Looks({ items, next }: { readonly items: Page; readonly next: number | null }) {
  const say = useSay();
  const published = usePublished();
  const older = useOlder(next);
  const entries = published.state === 'here' ? published.value.items : [];
  if (published.state === 'waiting') return <Skeleton lines={5} />;
  if (items.length === 0)
    return (
      <div className="invitation">
        <h2>{say(texts.none)}</h2>
        <p>{say(texts.noneHint)}</p>
      </div>
    );
  return (
    <>
      <ol className="lines looks">
        {[items, ...older.pages].map((page) => (
          <LooksOfPage key={page[0]?.sequence} items={page} entries={entries} />
        ))}
      </ol>
      {older.problem !== undefined && <ProblemNote problem={older.problem} onRetry={older.fetchOlder} />}
      {older.more && (
        <button type="button" className="button" disabled={older.busy} onClick={older.fetchOlder}>
          {say(older.busy ? texts.loading : texts.older)}
        </button>
      )}
    </>
  );
}

function Mine() {
  const mine = useAsked('ledger', operations.mine, { query: { limit: pageSize } });
  return <Answer of={mine}>{({ items, next }) => <Looks items={items} next={next} />}</Answer>;
}

export function MyLooksPage() {
  const say = useSay();
  return (
    <div className="wrap page">
      <PageHeading title={say(texts.title)} lead={say(texts.lead)} />
      <OwnPage>{() => <Mine />}</OwnPage>
      <section className="aside" aria-labelledby="how">
        <h2 id="how">{say(texts.how)}</h2>
        <p>{say(texts.howText)}</p>
      </section>
    </div>
  );
}
