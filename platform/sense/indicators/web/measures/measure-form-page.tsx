import { type FormEvent, useState } from 'react';
import { Link } from 'react-router';
import { number, PageHead, ProblemNote, Skeleton, useAct, useCall, useLanguage, useSay } from '#ui';
import {
  directionNames,
  grainNames,
  type MeasureDefinition,
  operations,
  type MeasureSource,
  type Preview,
} from '../../contract.ts';
import { AggregateFields, Line, Pick } from './aggregate-fields.tsx';
import { readForm } from './form-values.ts';
import { words } from './words.ts';

const namesOf = (names: typeof grainNames) =>
  Object.entries(names).map(([value, title]) => ({ value, title }));
const factors = ['1', '100', '1000', '10000'].map((value) => ({ value, title: { zh: value, en: value } }));

/** What is wrong with the definition, or its newest values. */
function Tried({ preview }: { readonly preview: Preview }) {
  const say = useSay();
  const { language } = useLanguage();
  if (preview.faults.length > 0)
    return (
      <div className="notice">
        <p>{say(words.faults, { count: preview.faults.length })}</p>
        <ul>
          {preview.faults.map(({ path, code, detail }) => (
            <li key={`${path} ${code}`}>
              {say(detail)} <span className="quiet">({[path, code].filter(Boolean).join(' · ')})</span>
            </li>
          ))}
        </ul>
      </div>
    );
  return (
    <table className="data-table">
      <caption>{say(words.stands)}</caption>
      <thead>
        <tr>
          <th scope="col">{say(words.period)}</th>
          <th scope="col">{say(words.value)}</th>
          <th scope="col">{say(words.rows)}</th>
        </tr>
      </thead>
      <tbody>
        {preview.points.map(({ period, value, rows }) => (
          <tr key={period}>
            <td>{period}</td>
            <td>{value === null ? '—' : number(value, language, 2)}</td>
            <td>{rows}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Dimensions({ source }: { readonly source: MeasureSource | undefined }) {
  const say = useSay();
  const coded = (source?.fields ?? []).filter((field) => field.coded);
  if (coded.length === 0) return null;
  return (
    <fieldset className="parts">
      <legend>{say(words.dimensions)}</legend>
      {coded.map(({ name, title }) => (
        <label key={name} className="row">
          <input type="checkbox" name="dimension" value={name} /> {say(title)}
        </label>
      ))}
    </fieldset>
  );
}

function Words() {
  return (
    <>
      <Line name="code" label={words.code} hint={words.codeHint} />
      <Line name="titleZh" label={words.titleZh} />
      <Line name="titleEn" label={words.titleEn} />
      <Line name="definitionZh" label={words.definitionZh} />
      <Line name="definitionEn" label={words.definitionEn} />
      <Line name="unitZh" label={words.unitZh} />
      <Line name="unitEn" label={words.unitEn} />
    </>
  );
}

function MeasureForm({ sources }: { readonly sources: readonly MeasureSource[] }) {
  const say = useSay();
  const [source, setSource] = useState<MeasureSource>();
  const [ratio, setRatio] = useState(false);
  const trying = useAct('indicators', operations.previewMeasure);
  const saving = useAct('indicators', operations.defineMeasure, { renews: ['records'] });
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const said = readForm(new FormData(event.currentTarget), sources) as MeasureDefinition;
    const submitter = (event.nativeEvent as SubmitEvent).submitter as HTMLButtonElement | null;
    if (submitter?.value === 'save') saving.mutate({ params: { code: said.code }, body: said });
    else trying.mutate({ body: said });
  };
  return (
    <form className="card stack" onSubmit={send} aria-label={say(words.define)}>
      <Words />
      <AggregateFields side="numerator" sources={sources} onSource={setSource} />
      <label className="row">
        <input type="checkbox" checked={ratio} onChange={(event) => setRatio(event.currentTarget.checked)} />{' '}
        {say(words.isRatio)}
      </label>
      {ratio && <AggregateFields side="denominator" sources={sources} />}
      <Dimensions source={source} />
      <Pick name="grain" label={words.grain} choices={namesOf(grainNames)} />
      <Pick name="factor" label={words.factor} choices={factors} />
      <Pick name="direction" label={words.direction} choices={namesOf(directionNames)} />
      <Line name="owner" label={words.owner} />
      <Line name="least" label={words.least} required={false} kind="number" />
      <div className="row">
        <button type="submit" className="button" value="try" disabled={trying.isPending}>
          {say(words.preview)}
        </button>
        <button type="submit" className="button primary" value="save" disabled={saving.isPending}>
          {say(words.save)}
        </button>
      </div>
      {trying.isError && <ProblemNote problem={trying.error} />}
      {saving.isError && <ProblemNote problem={saving.error} />}
      <div role="status">
        {trying.data && <Tried preview={trying.data} />}
        {saving.isSuccess && (
          <p className="notice">
            {say(words.saved)} <Link to={`/indicators/measures/${saving.data.code}`}>{say(words.see)}</Link>
          </p>
        )}
      </div>
    </form>
  );
}

/** Where a measure is declared: tried first, refused with the reason, or saved. */
export function MeasureFormPage() {
  const say = useSay();
  const asked = useCall('indicators', operations.measureSources, {});
  return (
    <div className="stack">
      <PageHead title={say(words.define)} lead={say(words.defineLead)} />
      {asked.isPending && <Skeleton lines={6} />}
      {asked.isError && <ProblemNote problem={asked.error} onRetry={() => void asked.refetch()} />}
      {asked.data && <MeasureForm sources={asked.data.items} />}
    </div>
  );
}
