import { useState } from 'react';
import { ProblemNote, useSay } from '#ui';
import { call } from '#kernel/call';
import { operations } from '#platform/base/relations/contract';
import { useAsked } from '../state/asked.ts';
import { Answer } from './answer.tsx';

const texts = {
  title: { zh: '给予授权', en: 'Give a consent' },
  hint: {
    zh: '只给您信得过、确实需要的单位。给了以后，您能在“谁看过我”里看到每一次使用。',
    en: 'Give it only to an office that you trust and that needs it. Every use of it will stand in “Who looked”.',
  },
  kind: { zh: '授权什么', en: 'What for' },
  organisation: { zh: '给哪个单位', en: 'To which organisation' },
  choose: { zh: '请选择', en: 'Choose one' },
  until: { zh: '有效期', en: 'For how long' },
  month: { zh: '一个月', en: 'one month' },
  quarter: { zh: '三个月', en: 'three months' },
  year: { zh: '一年', en: 'one year' },
  why: { zh: '用途（可不填）', en: 'Purpose (may be left out)' },
  give: { zh: '给予', en: 'Give' },
};

const DAY = 86_400_000;
const lengths = [
  { days: 30, label: texts.month },
  { days: 90, label: texts.quarter },
  { days: 365, label: texts.year },
];

interface Offered {
  readonly kinds: readonly { readonly id: string; readonly title: { zh: string; en: string } }[];
  readonly holders: readonly { readonly code: string; readonly name: { zh: string; en: string } }[];
  readonly onDone: () => void;
}

/** What the form says; its end lies a minute within the longest period. */
function consentOf(data: FormData) {
  const text = (name: string) => String(data.get(name) ?? '').trim();
  const purpose = text('purpose');
  return {
    kind: text('kind'),
    organisation: text('organisation'),
    endsAt: new Date(Date.now() + Number(text('days')) * DAY - 60_000).toISOString(),
    ...(purpose ? { purpose } : {}),
  };
}

function Form({ kinds, holders, onDone }: Offered) {
  const say = useSay();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(undefined);
  const give = (data: FormData) => {
    setBusy(true);
    setProblem(undefined);
    call('relations', operations.give, { body: consentOf(data) })
      .then(onDone, setProblem)
      .finally(() => setBusy(false));
  };
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        give(new FormData(event.currentTarget));
      }}
    >
      {problem !== undefined && <ProblemNote problem={problem} />}
      <label htmlFor="consent-kind">{say(texts.kind)}</label>
      <select id="consent-kind" name="kind" className="input">
        {kinds.map(({ id, title }) => (
          <option key={id} value={id}>
            {say(title)}
          </option>
        ))}
      </select>
      <label htmlFor="consent-organisation">{say(texts.organisation)}</label>
      <select id="consent-organisation" name="organisation" className="input" required>
        <option value="">{say(texts.choose)}</option>
        {holders.map(({ code, name }) => (
          <option key={code} value={code}>
            {say(name)}
          </option>
        ))}
      </select>
      <label htmlFor="consent-days">{say(texts.until)}</label>
      <select id="consent-days" name="days" className="input">
        {lengths.map(({ days, label }) => (
          <option key={days} value={days}>
            {say(label)}
          </option>
        ))}
      </select>
      <label htmlFor="consent-purpose">{say(texts.why)}</label>
      <input id="consent-purpose" name="purpose" className="input" maxLength={200} />
      <button type="submit" className="button primary" disabled={busy}>
        {say(texts.give)}
      </button>
    </form>
  );
}

/** Lets a citizen give a consent unasked. */
export function GiveConsent({ onDone }: { readonly onDone: () => void }) {
  const say = useSay();
  const kinds = useAsked('relations', operations.kinds, {});
  const holders = useAsked('relations', operations.holders, {});
  return (
    <section className="aside" aria-labelledby="give">
      <h2 id="give">{say(texts.title)}</h2>
      <p>{say(texts.hint)}</p>
      <Answer of={kinds} lines={3}>
        {({ items }) => (
          <Answer of={holders} lines={3}>
            {(found) => (
              <Form kinds={items.filter(({ offered }) => offered)} holders={found.items} onDone={onDone} />
            )}
          </Answer>
        )}
      </Answer>
    </section>
  );
}
