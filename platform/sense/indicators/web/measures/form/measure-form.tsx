import { type FormEvent, useState } from 'react';
import { Link } from 'react-router';
import type { Text } from '#kernel/texts';
import { ProblemNote, useAct, useSay } from '#ui';
import { audienceNames, directionNames, grainNames, operations, type Addable } from '../../../contract.ts';
import { words as pageWords } from '../words.ts';
import { Line, Pick } from './controls.tsx';
import { DerivedFields } from './derived-fields.tsx';
import { DimensionFields } from './dimension-fields.tsx';
import { definitionOf, type Draft, emptyDraft, type Sources } from './draft.ts';
import { SideFields } from './side-fields.tsx';
import { TargetFields } from './target-fields.tsx';
import { Tried } from './tried.tsx';
import { words } from './words.ts';

const namesOf = (names: Readonly<Record<string, Text>>) =>
  Object.entries(names).map(([value, title]) => ({ value, title }));
const factors = ['1', '100', '1000', '10000'].map((value) => ({ value, title: { zh: value, en: value } }));
const ways = namesOf(words.madeOf);

const texts = [
  'titleZh',
  'titleEn',
  'definitionZh',
  'definitionEn',
  'unitZh',
  'unitEn',
] as const satisfies readonly (keyof Draft)[];

interface PartProps {
  readonly draft: Draft;
  readonly onDraft: (patch: Partial<Draft>) => void;
}

interface OfferedProps extends PartProps {
  readonly sources: Sources;
  readonly measures: readonly Addable[];
}

function Words({ draft, onDraft, change }: PartProps & { readonly change: boolean }) {
  const say = useSay();
  return (
    <>
      <Line
        label={say(pageWords.code)}
        hint={say(pageWords.codeHint)}
        value={draft.code}
        fixed={change}
        onValue={(code) => onDraft({ code })}
      />
      {texts.map((name) => (
        <Line
          key={name}
          label={say(pageWords[name])}
          value={draft[name]}
          onValue={(value) => onDraft({ [name]: value })}
        />
      ))}
    </>
  );
}

/** What is added up: rows of records, or other measures. */
function Sides({ draft, onDraft, sources, measures }: OfferedProps) {
  const say = useSay();
  const { made, isRatio } = draft;
  const ratio = (
    <label className="row">
      <input
        type="checkbox"
        checked={isRatio}
        onChange={(event) => onDraft({ isRatio: event.currentTarget.checked })}
      />{' '}
      {say(pageWords.isRatio)}
    </label>
  );
  if (made === 'measures')
    return (
      <>
        <DerivedFields
          label={words.terms}
          terms={draft.above}
          measures={measures}
          onTerms={(above) => onDraft({ above })}
        />
        {ratio}
        {isRatio && (
          <DerivedFields
            label={words.termsBelow}
            terms={draft.below}
            measures={measures}
            onTerms={(below) => onDraft({ below })}
          />
        )}
      </>
    );
  return (
    <>
      <SideFields
        title={pageWords.numerator}
        side={draft.numerator}
        sources={sources}
        onSide={(numerator) => onDraft({ numerator })}
      />
      {ratio}
      {isRatio && (
        <SideFields
          title={pageWords.denominator}
          side={draft.denominator}
          sources={sources}
          onSide={(denominator) => onDraft({ denominator })}
        />
      )}
    </>
  );
}

/** How it is kept and shown, whose it is, and what is hidden of it. */
function Shown({ draft, onDraft }: PartProps) {
  const say = useSay();
  return (
    <>
      <Pick
        label={say(pageWords.grain)}
        value={draft.grain}
        choices={namesOf(grainNames)}
        onValue={(grain) => onDraft({ grain })}
      />
      <Pick
        label={say(pageWords.factor)}
        value={draft.factor}
        choices={factors}
        onValue={(factor) => onDraft({ factor })}
      />
      <Pick
        label={say(pageWords.direction)}
        value={draft.direction}
        choices={namesOf(directionNames)}
        onValue={(direction) => onDraft({ direction })}
      />
      <Line label={say(pageWords.owner)} value={draft.owner} onValue={(owner) => onDraft({ owner })} />
      {draft.made === 'rows' && (
        <Line
          label={say(pageWords.least)}
          value={draft.least}
          required={false}
          kind="number"
          onValue={(least) => onDraft({ least })}
        />
      )}
      <Pick
        label={say(words.audience)}
        value={draft.audience}
        choices={namesOf(audienceNames)}
        onValue={(audience) => onDraft({ audience })}
      />
    </>
  );
}

/** The draft, what the platform said of it when it was last tried, and whether it still stands as it was then. */
function useDraft(begin: Draft, sources: Sources) {
  const [draft, setDraft] = useState(begin);
  const [tried, setTried] = useState<Draft>();
  const trying = useAct('indicators', operations.previewMeasure);
  const saving = useAct('indicators', operations.defineMeasure, { renews: ['records'] });
  return {
    draft,
    trying,
    saving,
    stands: trying.data !== undefined && tried === draft && trying.data.faults.length === 0,
    onDraft: (patch: Partial<Draft>) => setDraft((before) => ({ ...before, ...patch })),
    test: () => {
      setTried(draft);
      trying.mutate({ body: definitionOf(draft, sources) });
    },
    save: () => {
      const body = definitionOf(draft, sources);
      saving.mutate({ params: { code: body.code }, body });
    },
  };
}

interface AnsweredProps extends Pick<ReturnType<typeof useDraft>, 'trying' | 'saving'> {
  readonly change: boolean;
}

/** What the platform said of the draft. */
function Answered({ trying, saving, change }: AnsweredProps) {
  const say = useSay();
  return (
    <>
      {trying.isError && <ProblemNote problem={trying.error} />}
      {saving.isError && <ProblemNote problem={saving.error} />}
      <div role="status" className="stack">
        {trying.data && <Tried preview={trying.data} change={change} />}
        {saving.isSuccess && (
          <p className="notice">
            {say(pageWords.saved)}{' '}
            <Link to={`/indicators/measures/${saving.data.code}`}>{say(pageWords.see)}</Link>
          </p>
        )}
      </div>
    </>
  );
}

interface FormProps {
  readonly sources: Sources;
  readonly measures: readonly Addable[];
  /** What stands, where a measure is changed: it is tried before it is saved. */
  readonly standing?: Draft;
}

/** A measure as it is declared: tried, refused with the reasons, or saved. */
export function MeasureForm({ sources, measures, standing }: FormProps) {
  const say = useSay();
  const change = standing !== undefined;
  const { draft, onDraft, trying, saving, stands, test, save } = useDraft(standing ?? emptyDraft, sources);
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const submitter = (event.nativeEvent as SubmitEvent).submitter as HTMLButtonElement | null;
    if (submitter?.value === 'save') save();
    else test();
  };
  return (
    <form className="card stack" onSubmit={send} aria-label={say(change ? words.change : pageWords.define)}>
      <Words draft={draft} onDraft={onDraft} change={change} />
      <Pick
        label={say(words.made)}
        value={draft.made}
        choices={ways}
        onValue={(made) => onDraft({ made: made === 'measures' ? 'measures' : 'rows', dimensions: [] })}
      />
      <Sides draft={draft} onDraft={onDraft} sources={sources} measures={measures} />
      <DimensionFields
        draft={draft}
        sources={sources}
        measures={measures}
        onDimensions={(dimensions) => onDraft({ dimensions })}
      />
      <Shown draft={draft} onDraft={onDraft} />
      <TargetFields draft={draft} onDraft={onDraft} />
      <div className="row">
        <button type="submit" className="button" value="try" disabled={trying.isPending}>
          {say(pageWords.preview)}
        </button>
        <button
          type="submit"
          className="button primary"
          value="save"
          disabled={saving.isPending || (change && !stands)}
        >
          {say(pageWords.save)}
        </button>
        {change && !stands && <span className="quiet">{say(words.tryFirst)}</span>}
      </div>
      <Answered trying={trying} saving={saving} change={change} />
    </form>
  );
}
