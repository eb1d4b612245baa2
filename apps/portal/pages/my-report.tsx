import { type FormEvent, useState } from 'react';
import { ErrorSummary, ProblemNote, SimulatedTag, useSay } from '#ui';
import { call } from '#kernel/call';
import { operations, type Cell, type Sheet } from '#domains/resources/reporting/contract';
import type { PageProps } from '../pages.ts';
import { Acting } from '../pieces/acting.tsx';
import { Answer } from '../pieces/answer.tsx';
import { OwnPage } from '../pieces/own-page.tsx';
import { PageHeading } from '../pieces/page-heading.tsx';
import { useFresh } from '../state/fresh.ts';

const texts = {
  title: { zh: '填报单', en: 'The sheet' },
  back: { zh: '全部填报', en: 'All sheets' },
  until: { zh: '{company}，截至 {endsOn}', en: '{company}, until {endsOn}' },
  prefill: { zh: '用城市已有的数据填写', en: 'Fill in what the city knows' },
  prefillHint: {
    zh: '点一下即表示同意向法人基础库和本企业以前的填报取数，填入空着的题目，查询会记入账本。',
    en: 'By this you agree that the base of legal persons and the company’s own earlier sheets are asked, to fill what is empty. The look is noted in the ledger.',
  },
  from: { zh: '来自{source}，请核对', en: 'From {source}; please check' },
  askedBy: { zh: '问的有：{who}', en: 'Asked by {who}' },
  optional: { zh: '（可不填）', en: '(need not be answered)' },
  save: { zh: '保存', en: 'Save' },
  handIn: { zh: '提交给各部门', en: 'Hand in to all departments' },
  saved: { zh: '已保存', en: 'Saved' },
  received: { zh: '已提交', en: 'Handed in' },
  receipt: {
    zh: '回执号 {receipt}。各部门只收到自己报表的题目；需要更正的，改动后再提交。',
    en: 'Receipt {receipt}. Each department gets its own questions only. To correct something, change it and hand in again.',
  },
  day: { zh: '如 2026-11-30', en: 'as 2026-11-30' },
};

const keyboards: Partial<Record<Cell['type'], 'numeric' | 'decimal'>> = {
  integer: 'numeric',
  number: 'decimal',
};
const idOf = (cell: string): string => `cell-${cell}`;
type Values = Readonly<Record<string, string>>;

interface CellProps {
  readonly cell: Cell;
  readonly value: string;
  readonly onInput: (value: string) => void;
}

/** One question, whoever asks it, with where its answer comes from. */
function CellField({ cell, value, onInput }: CellProps) {
  const say = useSay();
  const { label, unit, period, required, type, origin, askedBy } = cell;
  const id = idOf(cell.cell);
  const filled = origin !== null && origin.value === value;
  const who = [...new Set(askedBy.map(({ ownerName }) => say(ownerName)))].join('、');
  return (
    <div className="field">
      <label htmlFor={id}>
        <strong>{say(label)}</strong>
        {(unit ?? period) && ` · ${[period, unit].filter(Boolean).join(' · ')}`}{' '}
        {!required && say(texts.optional)}
      </label>
      <span className="quiet" id={`${id}-hint`}>
        {filled && `${say(texts.from, { source: say(origin.source) })} · `}
        {say(texts.askedBy, { who })}
        {type === 'date' && ` · ${say(texts.day)}`}
      </span>
      <input
        id={id}
        className="input"
        value={value}
        maxLength={500}
        aria-describedby={`${id}-hint`}
        aria-required={required}
        inputMode={keyboards[type]}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </div>
  );
}

function Receipt({ receipt }: { readonly receipt: string }) {
  const say = useSay();
  return (
    <div className="invitation">
      <h2>{say(texts.received)}</h2>
      <p>{say(texts.receipt, { receipt })}</p>
    </div>
  );
}

/** What the page does with the sheet, one step at a time: each answers the sheet as it stands then. */
function useSheet(first: Sheet) {
  const [sheet, setSheet] = useState(first);
  const [values, setValues] = useState<Values>(first.answers);
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<'saved' | 'faults' | undefined>();
  const params = { endsOn: first.endsOn };
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
  const run = (work: () => Promise<'saved' | 'faults' | undefined>) => {
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
        take(await call('reporting', operations.prefill, { params, body: { revision, consent: true } }));
        return 'saved';
      }),
    handIn: () =>
      run(async () => {
        const { revision, faults } = await save();
        if (faults.length > 0) return 'faults';
        take(await call('reporting', operations.handIn, { params, body: { revision } }));
        return undefined;
      }),
  };
}

function Filling({ first }: { readonly first: Sheet }) {
  const say = useSay();
  const { sheet, values, problem, busy, said, ...step } = useSheet(first);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    step.handIn();
  };
  return (
    <form noValidate onSubmit={submit}>
      {said === 'faults' && (
        <ErrorSummary
          errors={sheet.faults.map(({ cell, detail }) => ({ field: idOf(cell), message: say(detail) }))}
        />
      )}
      <p>
        {say(texts.until, { company: say(sheet.company), endsOn: sheet.endsOn })}{' '}
        {sheet.simulated && <SimulatedTag />}
      </p>
      <div role="status">
        {sheet.state === 'handed-in' && sheet.receipt && <Receipt receipt={sheet.receipt} />}
        {said === 'saved' && <p>{say(texts.saved)}</p>}
      </div>
      <section className="aside">
        <p>{say(texts.prefillHint)}</p>
        <button type="button" className="button second" disabled={busy} onClick={step.prefill}>
          {say(texts.prefill)}
        </button>
      </section>
      {sheet.list.map((cell) => (
        <CellField
          key={cell.cell}
          cell={cell}
          value={values[cell.cell] ?? ''}
          onInput={(value) => step.put(cell.cell, value)}
        />
      ))}
      {problem !== undefined && <ProblemNote problem={problem} />}
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
    </form>
  );
}

function Open({ endsOn }: { readonly endsOn: string }) {
  const { asked, again } = useFresh('reporting', operations.sheet, { params: { endsOn } });
  return (
    <>
      <Acting changed={again} />
      <Answer of={asked}>{(sheet) => <Filling key={`${sheet.company.zh} ${endsOn}`} first={sheet} />}</Answer>
    </>
  );
}

/** The one sheet of a company for all that is due together. */
export function MyReportPage({ values }: PageProps) {
  const say = useSay();
  return (
    <div className="wrap page">
      <PageHeading title={say(texts.title)} />
      <OwnPage>{() => <Open endsOn={values['endsOn'] ?? ''} />}</OwnPage>
    </div>
  );
}
