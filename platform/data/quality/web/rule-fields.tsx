import { useState } from 'react';
import type { Text } from '#kernel/texts';
import type { Dataset } from '#platform/data/catalogue/contract';
import { useSay } from '#ui';
import type { RuleDraft } from '../contract.ts';
import { dimensions, severities } from '../records.ts';
import { Labelled, optionsOf, Select } from './labelled.tsx';
import { texts } from './rule-form-words.ts';

const modes = { filled: texts.filled, missing: texts.missing, in: texts.among, not: texts.notAmong };

function modeOf(when: RuleDraft['when']): string {
  if (when?.filled !== undefined) return when.filled ? 'filled' : 'missing';
  return when?.not ? 'not' : 'in';
}

/** Where a rule applies: always, or where another field has a value. */
export function ConditionFields({
  dataset,
  when,
}: {
  readonly dataset: Dataset;
  readonly when: RuleDraft['when'];
}) {
  const say = useSay();
  const [field, setField] = useState(when?.field ?? '');
  const [mode, setMode] = useState(modeOf(when));
  return (
    <fieldset className="plain stack tight">
      <legend>{say(texts.condition)}</legend>
      <Select
        label={texts.whenField}
        name="when.field"
        options={dataset.fields.map(({ name, label }) => ({ value: name, label }))}
        value={field}
        optional={texts.always}
        onChange={setField}
      />
      {field !== '' && (
        <>
          <Select
            label={texts.whenMode}
            name="when.mode"
            options={optionsOf(modes)}
            value={mode}
            onChange={setMode}
          />
          {(mode === 'in' || mode === 'not') && (
            <Labelled label={texts.whenValues}>
              {(ids) => (
                <textarea
                  {...ids}
                  name="when.values"
                  className="textarea"
                  rows={3}
                  required
                  defaultValue={(when?.in ?? when?.not ?? []).join('\n')}
                />
              )}
            </Labelled>
          )}
        </>
      )}
    </fieldset>
  );
}

/** What follows from a rule: how hard it is, how long one has, under which dimension it counts. */
export function ConsequenceFields({ given }: { readonly given: RuleDraft | undefined }) {
  return (
    <>
      <Select
        label={texts.severity}
        name="severity"
        options={optionsOf(severities)}
        value={given?.severity ?? 'warn'}
        hint={texts.severityHint}
      />
      <Select
        label={texts.dimension}
        name="dimension"
        options={optionsOf(dimensions)}
        value={given?.dimension}
        optional={texts.usual}
      />
      <Labelled label={texts.days}>
        {(ids) => (
          <input
            {...ids}
            name="days"
            className="input"
            type="number"
            min={1}
            max={365}
            required
            defaultValue={given?.days ?? 10}
          />
        )}
      </Labelled>
    </>
  );
}

const wordFields = ['title', 'message', 'repair'] as const;
const labels: Readonly<Record<string, Text>> = {
  'title.zh': texts.titleZh,
  'title.en': texts.titleEn,
  'message.zh': texts.messageZh,
  'message.en': texts.messageEn,
  'repair.zh': texts.repairZh,
  'repair.en': texts.repairEn,
};

/** What people read of a rule, in both languages; what is left empty is made. */
export function WordFields({ given }: { readonly given: RuleDraft | undefined }) {
  const say = useSay();
  return (
    <details open={given !== undefined}>
      <summary>{say(texts.words)}</summary>
      <div className="stack tight">
        {wordFields.flatMap((name) =>
          (['zh', 'en'] as const).map((language) => (
            <Labelled
              key={`${name}.${language}`}
              label={labels[`${name}.${language}`] ?? texts.words}
              {...(name === 'message' && { hint: texts.messageHint })}
            >
              {(ids) => (
                <input
                  {...ids}
                  name={`${name}.${language}`}
                  className="input"
                  maxLength={300}
                  defaultValue={given?.[name]?.[language]}
                />
              )}
            </Labelled>
          )),
        )}
      </div>
    </details>
  );
}
