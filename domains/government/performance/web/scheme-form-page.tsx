import { type FormEvent, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { PageHead, ProblemNote, Skeleton, useAct, useCall, useSay, useSession } from '#ui';
import { recordOperations } from '#kernel/record';
import { operations, type SchemeDefinition } from '../contract.ts';
import { Scheme } from '../records.ts';
import { codesOf, emptyGroup, emptyScheme, withAt, withoutAt } from './draft.ts';
import { AdjustmentFields, GroupFields } from './group-fields.tsx';
import { Choose, formWords, Titles, Write, WriteDay } from './inputs.tsx';
import type { Choices } from './leaf-fields.tsx';
import { WeightingFields } from './weighting-fields.tsx';
import { WeightsView } from './weights-view.tsx';
import { words } from './words.ts';

const grainTitles = {
  month: { zh: '月', en: 'Month' },
  quarter: { zh: '季', en: 'Quarter' },
  year: { zh: '年', en: 'Year' },
} as const;

interface Draft {
  readonly scheme: SchemeDefinition;
  readonly choices: Choices;
  readonly set: (change: Partial<SchemeDefinition>) => void;
  readonly put: (scheme: SchemeDefinition) => void;
}

function When({ scheme, choices, set }: Omit<Draft, 'put'>) {
  const grains = choices.grains.map((value) => ({ value, title: grainTitles[value] }));
  return (
    <div className="row">
      <WriteDay label={formWords.begins} value={scheme.begins} onWrite={(begins) => set({ begins })} />
      <WriteDay label={formWords.ends} value={scheme.ends} onWrite={(ends) => set({ ends })} />
      <Choose
        label={formWords.grain}
        value={scheme.grain}
        choices={grains}
        onChoose={(grain) => set({ grain: grain as SchemeDefinition['grain'] })}
      />
    </div>
  );
}

function Terms({ scheme, choices, set, put }: Draft) {
  const others = choices.schemes
    .filter((code) => code !== scheme.code)
    .map((code) => ({ value: code, title: { zh: code, en: code } }));
  const follow = (code: string) => {
    const { follows: _before, ...rest } = scheme;
    put(code === '' ? rest : { ...rest, follows: code });
  };
  return (
    <div className="row">
      <Write
        label={formWords.evidenceDays}
        type="number"
        value={String(scheme.evidenceDays)}
        onWrite={(days) => set({ evidenceDays: Number(days) })}
      />
      <Write
        label={formWords.appealDays}
        type="number"
        value={String(scheme.appealDays)}
        onWrite={(days) => set({ appealDays: Number(days) })}
      />
      <Choose
        label={formWords.follows}
        value={scheme.follows ?? ''}
        choices={others}
        none={formWords.noFollows}
        onChoose={follow}
      />
    </div>
  );
}

function Who({ scheme, choices, set, put }: Draft) {
  const [units, setUnits] = useState(scheme.units.join(', '));
  return (
    <>
      <Write
        label={formWords.code}
        hint={formWords.codeHint}
        value={scheme.code}
        onWrite={(code) => set({ code })}
      />
      <Titles title={scheme.title} onWrite={(title) => set({ title })} />
      <When scheme={scheme} choices={choices} set={set} />
      <Write label={formWords.office} value={scheme.office} onWrite={(office) => set({ office })} />
      <Write
        label={formWords.units}
        hint={formWords.unitsHint}
        value={units}
        onWrite={(written) => {
          setUnits(written);
          set({ units: codesOf(written) });
        }}
      />
      <Terms scheme={scheme} choices={choices} set={set} put={put} />
    </>
  );
}

function What({ scheme, choices, set }: Omit<Draft, 'put'>) {
  const say = useSay();
  const { groups } = scheme;
  return (
    <>
      {groups.map((group, at) => (
        <GroupFields
          key={at}
          group={group}
          choices={choices}
          onChange={(next) => set({ groups: withAt(groups, at, next) })}
          onRemove={() => set({ groups: withoutAt(groups, at) })}
        />
      ))}
      <div className="row">
        <button type="button" className="button" onClick={() => set({ groups: [...groups, emptyGroup()] })}>
          {say(formWords.addGroup)}
        </button>
      </div>
      <WeightingFields
        legend={formWords.groupWeights}
        weighting={scheme.weighting}
        onChange={(weighting) => set({ weighting })}
      />
      <AdjustmentFields items={scheme.adjustments} onChange={(adjustments) => set({ adjustments })} />
    </>
  );
}

/** What was found: every fault with its reason, or the weights. */
function Found({ checked }: { readonly checked: ReturnType<typeof useAct<typeof operations.checkScheme>> }) {
  const say = useSay();
  if (checked.isError) return <ProblemNote problem={checked.error} />;
  if (!checked.data) return null;
  const { faults, weights } = checked.data;
  if (faults.length === 0)
    return (
      <>
        <p className="notice">{say(formWords.good)}</p>
        {weights.length > 0 && <WeightsView weights={weights} />}
      </>
    );
  return (
    <ul>
      {faults.map((fault, at) => (
        <li key={at}>{say(fault.detail)}</li>
      ))}
    </ul>
  );
}

function SchemeForm({
  begin,
  simulated,
  choices,
}: {
  readonly begin: SchemeDefinition;
  readonly simulated: boolean;
  readonly choices: Choices;
}) {
  const say = useSay();
  const [scheme, setScheme] = useState(begin);
  const [invented, setInvented] = useState(simulated);
  const checking = useAct('performance', operations.checkScheme);
  const saving = useAct('performance', operations.defineScheme, { renews: ['records'] });
  const set = (change: Partial<SchemeDefinition>) => setScheme((before) => ({ ...before, ...change }));
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { submitter } = event.nativeEvent as SubmitEvent;
    if ((submitter as HTMLButtonElement | null)?.value === 'check') checking.mutate({ body: { scheme } });
    else saving.mutate({ params: { code: scheme.code }, body: { scheme, simulated: invented } });
  };
  return (
    <form className="stack" onSubmit={send} aria-label={say(words.define)}>
      <Who scheme={scheme} choices={choices} set={set} put={setScheme} />
      <What scheme={scheme} choices={choices} set={set} />
      <label className="row">
        <input
          type="checkbox"
          checked={invented}
          onChange={(event) => setInvented(event.currentTarget.checked)}
        />{' '}
        {say(formWords.invented)}
      </label>
      <div className="row">
        <button type="submit" className="button" value="check" disabled={checking.isPending}>
          {say(formWords.check)}
        </button>
        <button type="submit" className="button primary" value="save" disabled={saving.isPending}>
          {say(formWords.save)}
        </button>
      </div>
      {saving.isError && <ProblemNote problem={saving.error} />}
      <div role="status">
        {saving.isSuccess && (
          <p className="notice">
            {say(formWords.saved)}{' '}
            <Link to={`/performance/schemes/${saving.data.code}`}>{say(formWords.see)}</Link>
          </p>
        )}
        <Found checked={checking} />
      </div>
    </form>
  );
}

function Changing({ code, choices }: { readonly code: string; readonly choices: Choices }) {
  const asked = useCall('performance', recordOperations(Scheme).get, { params: { key: code }, query: {} });
  if (asked.isPending) return <Skeleton lines={6} />;
  if (asked.isError) return <ProblemNote problem={asked.error} onRetry={() => void asked.refetch()} />;
  const row = asked.data as unknown as { definition: SchemeDefinition; meta: { simulated: boolean } };
  return <SchemeForm begin={row.definition} simulated={row.meta.simulated} choices={choices} />;
}

/** Where a scheme is written: refused with every reason, or saved. */
export function SchemeFormPage() {
  const say = useSay();
  const [search] = useSearchParams();
  const code = search.get('scheme');
  const { actor } = useSession();
  const asked = useCall('performance', operations.choices, {});
  return (
    <div className="stack">
      <PageHead title={say(words.define)} lead={say(formWords.lead)} />
      {asked.isPending && <Skeleton lines={6} />}
      {asked.isError && <ProblemNote problem={asked.error} onRetry={() => void asked.refetch()} />}
      {asked.data && code !== null && <Changing key={code} code={code} choices={asked.data} />}
      {asked.data && code === null && (
        <SchemeForm begin={emptyScheme(actor.organisation ?? '')} simulated={false} choices={asked.data} />
      )}
    </div>
  );
}
