import { useSay } from '#ui';
import { words as pageWords } from '../words.ts';
import { Line, Pick, Rows, type Choice } from './controls.tsx';
import { hows, splitValues, type ConditionDraft, type How, type PathField } from './draft.ts';
import { words } from './words.ts';

interface Props {
  readonly conditions: readonly ConditionDraft[];
  readonly fields: readonly PathField[];
  readonly choices: readonly Choice[];
  readonly onConditions: (conditions: readonly ConditionDraft[]) => void;
}

const howChoices = hows.map((value) => ({ value, title: words.hows[value] }));
const isHow = (text: string): text is How => hows.some((how) => how === text);

const yesNo: readonly Choice[] = [
  { value: 'true', title: words.yes },
  { value: 'false', title: words.no },
];

/** The values of a field that has few, beforehand known ones. */
const knownValues = (field: PathField | undefined): readonly Choice[] =>
  field?.kind === 'boolean' ? yesNo : (field?.values ?? []);

interface ValuesProps {
  readonly condition: ConditionDraft;
  readonly field: PathField | undefined;
  readonly label: string;
  readonly onValue: (value: string) => void;
}

function Values({ condition: { how, value }, field, label, onValue }: ValuesProps) {
  const say = useSay();
  const known = knownValues(field);
  if (how === 'known' || how === 'unknown') return null;
  const several = how === 'in' || how === 'not';
  if (!several || known.length === 0)
    return (
      <Line
        label={label}
        value={value}
        onValue={onValue}
        {...(several ? { hint: say(words.several) } : {})}
      />
    );
  const chosen = splitValues(value);
  return (
    <fieldset className="plain row">
      <legend className="visually-hidden">{label}</legend>
      {known.map((each) => (
        <label key={each.value} className="row">
          <input
            type="checkbox"
            checked={chosen.includes(each.value)}
            onChange={(event) =>
              onValue(
                (event.currentTarget.checked
                  ? [...chosen, each.value]
                  : chosen.filter((one) => one !== each.value)
                ).join(', '),
              )
            }
          />{' '}
          {say(each.title)}
        </label>
      ))}
    </fieldset>
  );
}

/** What a row must fit to count. */
export function ConditionFields({ conditions, fields, choices, onConditions }: Props) {
  return (
    <Rows
      label={words.conditions}
      items={conditions}
      fresh={{ field: '', how: 'in', value: '' } as ConditionDraft}
      most={20}
      onItems={onConditions}
    >
      {(condition, put, name) => (
        <>
          <Pick
            label={name(pageWords.condition)}
            value={condition.field}
            choices={choices}
            onValue={(field) => put({ ...condition, field, value: '' })}
          />
          <Pick
            label={name(words.how)}
            value={condition.how}
            choices={howChoices}
            onValue={(how) => put({ ...condition, how: isHow(how) ? how : 'in' })}
          />
          <Values
            condition={condition}
            field={fields.find(({ path }) => path === condition.field)}
            label={name(words.values)}
            onValue={(value) => put({ ...condition, value })}
          />
        </>
      )}
    </Rows>
  );
}
