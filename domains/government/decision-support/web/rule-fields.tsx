import { Amount, Line, useSay } from '#ui';
import { levelNames, levels, type RuleDefinition } from '../contract.ts';
import { words } from './words.ts';

/** What rules of measures and of cases have in common. */
interface Props {
  /** The rule that is changed. */
  readonly before: Pick<RuleDefinition, 'code' | 'title' | 'owner' | 'deadlines'> | undefined;
}

const usual = { blue: 10, yellow: 5, orange: 3, red: 1 } as const;

/** Who acts, and how soon. */
export function Who({ before }: Props) {
  const say = useSay();
  const days = before?.deadlines ?? usual;
  return (
    <>
      <Line name="owner" label={words.owner} begin={before?.owner} />
      <fieldset className="parts row">
        <legend>{say(words.deadlines)}</legend>
        {levels.map((level) => (
          <Amount key={level} name={`days.${level}`} label={levelNames[level]} begin={days[level]} required />
        ))}
      </fieldset>
    </>
  );
}

/** What it is called. */
export function Named({ before }: Props) {
  return (
    <>
      <Line name="code" label={words.code} hint={words.codeHint} begin={before?.code} />
      <Line name="titleZh" label={words.titleZh} begin={before?.title.zh} />
      <Line name="titleEn" label={words.titleEn} begin={before?.title.en} />
    </>
  );
}
