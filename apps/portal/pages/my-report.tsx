import { type FormEvent, useState } from 'react';
import { ErrorSummary, ProblemNote, SimulatedTag, useSay } from '#ui';
import { call } from '#kernel/call';
import { operations, type Sheet } from '#domains/resources/reporting/contract';
import type { PageProps } from '../pages.ts';
import { Acting } from '../pieces/acting.tsx';
import { Answer } from '../pieces/answer.tsx';
import { OwnPage } from '../pieces/own-page.tsx';
import { PageHeading } from '../pieces/page-heading.tsx';
import { cellId, ReportCell } from '../pieces/report-cell.tsx';
import { StepButton } from '../pieces/step-button.tsx';
import { needsLevel, StepUp } from '../pieces/step-up.tsx';
import { useFresh } from '../state/fresh.ts';

const texts = {
  title: { zh: '填报单', en: 'The sheet' },
  back: { zh: '全部填报', en: 'All sheets' },
  until: { zh: '{name}，截至 {endsOn}', en: '{name}, until {endsOn}' },
  prefill: { zh: '用城市已有的数据填写', en: 'Fill in what the city knows' },
  prefillCompany: {
    zh: '点一下即表示同意向法人基础库和本企业以前的填报取数，填入空着的题目，查询会记入账本。',
    en: 'By this you agree that the base of legal persons and the company’s own earlier sheets are asked, to fill what is empty. The look is noted in the ledger.',
  },
  prefillPerson: {
    zh: '点一下即表示同意向人口基础库和以前的填报取数，填入空着的题目。查询会记入账本，您可以随时撤回同意。',
    en: 'By this you agree that the population base and your earlier sheets are asked, to fill what is empty. The look is noted in the ledger, and you may withdraw at any time.',
  },
  prefillHousehold: {
    zh: '点一下即表示代本户同意向人口基础库和本户以前的填报取数，填入空着的题目。查询会记入账本，本户成员都能看到，也可以随时撤回同意。',
    en: 'By this you agree for the household that the population base and its earlier sheets are asked, to fill what is empty. The look is noted in the ledger for all who belong to it, and any of them may withdraw at any time.',
  },
  datasets: {
    zh: '还会查询这些部门掌握的数据，填入括号里的题目：',
    en: 'These datasets of departments are asked too, for the questions in brackets:',
  },
  dataset: { zh: '{provider}“{title}”（{labels}）', en: '“{title}” of {provider} ({labels})' },
  comma: { zh: '、', en: ', ' },
  withdraw: { zh: '撤回同意', en: 'Withdraw the consent' },
  withdrawn: {
    zh: '已撤回，按同意填入而没有改过的内容已取出',
    en: 'Withdrawn; what was filled in by it is taken out',
  },
  leave: { zh: '不填“{title}”了', en: 'Leave “{title}”' },
  save: { zh: '保存', en: 'Save' },
  handIn: { zh: '提交给各部门', en: 'Hand in to all departments' },
  saved: { zh: '已保存', en: 'Saved' },
  received: { zh: '已提交', en: 'Handed in' },
  receipt: {
    zh: '回执号 {receipt}。各部门只收到自己报表的题目；需要更正的，改动后再提交。',
    en: 'Receipt {receipt}. Each department gets its own questions only. To correct something, change it and hand in again.',
  },
};

/** What whoever answers agrees to. */
const consented = {
  company: texts.prefillCompany,
  person: texts.prefillPerson,
  household: texts.prefillHousehold,
};

type Values = Readonly<Record<string, string>>;

function Receipt({ receipt }: { readonly receipt: string }) {
  const say = useSay();
  return (
    <div className="invitation">
      <h2>{say(texts.received)}</h2>
      <p>{say(texts.receipt, { receipt })}</p>
    </div>
  );
}

/** What this page names before it is saved: whoever presses a button agrees to this, and hands in to these. */
const namedOn = ({ returns, list }: Sheet) => ({
  returns: returns.map(({ code }) => code),
  datasets: [...new Set(list.flatMap(({ dataset }) => dataset?.code ?? []))],
});

/** What did not change is not saved before a consent is withdrawn: saving alone begins anew what is handed in. */
const isChanged = ({ list, answers }: Sheet, values: Values): boolean =>
  list.some(({ cell }) => (values[cell] ?? '') !== (answers[cell] ?? ''));

type Said = 'saved' | 'faults' | 'withdrawn' | undefined;

/** What the page does with the sheet, one step at a time: each answers the sheet as it stands then. */
function useSheet(first: Sheet) {
  const [sheet, setSheet] = useState(first);
  const [values, setValues] = useState<Values>(first.answers);
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<Said>();
  const [params, shown] = [{ endsOn: first.endsOn }, namedOn(sheet)];
  const take = (next: Sheet): Sheet => {
    setSheet(next);
    setValues(next.answers);
    return next;
  };
  const save = async (): Promise<Sheet> =>
    take(
      await call('reporting', operations.save, {
        params,
        body: { revision: sheet.revision, answers: values },
      }),
    );
  const run = (work: () => Promise<Said>) => {
    setBusy(true);
    setProblem(undefined);
    setSaid(undefined);
    work()
      .then(setSaid, setProblem)
      .finally(() => setBusy(false));
  };
  return {
    sheet,
    values,
    problem,
    busy,
    said,
    put: (cell: string, value: string) => setValues((before) => ({ ...before, [cell]: value })),
    save: () => run(async () => (await save(), 'saved')),
    prefill: () =>
      run(async () => {
        const { revision } = await save();
        const body = { ...shown, revision, consent: true } as const;
        take(await call('reporting', operations.prefill, { params, body }));
        return 'saved';
      }),
    withdraw: () =>
      run(async () => {
        const { revision } = isChanged(sheet, values) ? await save() : sheet;
        take(await call('reporting', operations.withdrawConsent, { params, body: { revision } }));
        return 'withdrawn';
      }),
    handIn: () =>
      run(async () => {
        const { revision, faults } = await save();
        if (faults.length > 0) return 'faults';
        take(await call('reporting', operations.handIn, { params, body: { ...shown, revision } }));
        return undefined;
      }),
  };
}

const Refused = ({ problem }: { readonly problem: unknown }) =>
  needsLevel(problem) ? <StepUp problem={problem} /> : <ProblemNote problem={problem} />;

/** What was begun unasked and is not handed in may be left. */
function Leaving({ sheet }: { readonly sheet: Sheet }) {
  const say = useSay();
  const begun = sheet.returns.filter(({ voluntary, state }) => voluntary && state === 'due');
  return begun.map(({ code, title }) => (
    <p key={code}>
      <StepButton
        act={() => call('reporting', operations.leave, { params: { code } })}
        done={() => window.location.assign('/my/reports')}
      >
        {say(texts.leave, { title: say(title) })}
      </StepButton>
    </p>
  ));
}

/** Whose datasets would be read, and for which questions: said before anybody agrees. */
function Asked({ sheet }: { readonly sheet: Sheet }) {
  const say = useSay();
  const held = sheet.list.flatMap(({ dataset, label }) => (dataset ? [{ dataset, label }] : []));
  if (held.length === 0) return null;
  return (
    <>
      <p>{say(texts.datasets)}</p>
      <ul>
        {[...Map.groupBy(held, ({ dataset }) => dataset.code)].map(([code, cells]) => {
          const [first] = cells;
          if (!first) return null;
          const { title, providerName } = first.dataset;
          const labels = cells.map(({ label }) => say(label)).join(say(texts.comma));
          return (
            <li key={code}>
              {say(texts.dataset, { provider: say(providerName), title: say(title), labels })}
            </li>
          );
        })}
      </ul>
    </>
  );
}

function Filling({ first }: { readonly first: Sheet }) {
  const say = useSay();
  const { sheet, values, problem, busy, said, ...step } = useSheet(first);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    step.handIn();
  };
  return (
    <form noValidate onSubmit={submit} className="filling">
      {said === 'faults' && (
        <ErrorSummary
          errors={sheet.faults.map(({ cell, detail }) => ({ field: cellId(cell), message: say(detail) }))}
        />
      )}
      <p>
        {say(texts.until, { name: say(sheet.who.name), endsOn: sheet.endsOn })}{' '}
        {sheet.simulated && <SimulatedTag />}
      </p>
      <div role="status">
        {sheet.state === 'handed-in' && sheet.receipt && <Receipt receipt={sheet.receipt} />}
        {(said === 'saved' || said === 'withdrawn') && <p>{say(texts[said])}</p>}
      </div>
      <section className="aside">
        <p>{say(consented[sheet.who.kind])}</p>
        <Asked sheet={sheet} />
        <button type="button" className="button second" disabled={busy} onClick={step.prefill}>
          {say(texts.prefill)}
        </button>{' '}
        {sheet.consented && (
          <button type="button" className="button" disabled={busy} onClick={step.withdraw}>
            {say(texts.withdraw)}
          </button>
        )}
      </section>
      {sheet.list.map((cell) => (
        <ReportCell
          key={cell.cell}
          cell={cell}
          value={values[cell.cell] ?? ''}
          onInput={(value) => step.put(cell.cell, value)}
        />
      ))}
      {problem !== undefined && <Refused problem={problem} />}
      <p className="line-links">
        <button type="submit" className="button primary" disabled={busy}>
          {say(texts.handIn)}
        </button>
        <button type="button" className="button" disabled={busy} onClick={step.save}>
          {say(texts.save)}
        </button>
        <a className="button" href="/my/reports">
          {say(texts.back)}
        </a>
      </p>
      <Leaving sheet={sheet} />
    </form>
  );
}

function Open({ endsOn }: { readonly endsOn: string }) {
  const { asked, again } = useFresh('reporting', operations.sheet, { params: { endsOn } });
  return (
    <>
      <Acting changed={again} />
      <Answer of={asked}>
        {(sheet) => <Filling key={`${sheet.who.name.zh} ${endsOn}`} first={sheet} />}
      </Answer>
    </>
  );
}

/** The one sheet of a company, or of a person, for all that is due together. */
export function MyReportPage({ values }: PageProps) {
  const say = useSay();
  return (
    <div className="wrap page">
      <PageHeading title={say(texts.title)} />
      <OwnPage>{() => <Open endsOn={values['endsOn'] ?? ''} />}</OwnPage>
    </div>
  );
}
