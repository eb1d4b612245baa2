import { HeadRow, ScrollRegion, useSay } from '#ui';
import {
  generalisationNames,
  generalisations,
  partNames,
  parts,
  type ColumnChoice,
  type OpenableSource,
} from '../contract.ts';
import { texts } from './words.ts';

interface Props {
  readonly source: OpenableSource;
  readonly columns: readonly ColumnChoice[];
  readonly onChange: (columns: readonly ColumnChoice[]) => void;
}

type Field = OpenableSource['fields'][number];

interface LineProps {
  readonly field: Field;
  readonly choice: ColumnChoice | undefined;
  readonly ofPeople: boolean;
  readonly onChoose: (choice: ColumnChoice | undefined) => void;
}

function Line({ field, choice, ofPeople, onChoose }: LineProps) {
  const say = useSay();
  const { name, label, may, sensitivity } = field;
  const closer = ofPeople || sensitivity === 'personal' || sensitivity === 'sensitive';
  const usual = closer ? 'quasi' : 'plain';
  return (
    <tr>
      <td>
        {say(label)} <code className="quiet small">{name}</code>
      </td>
      <td>
        {may.length === 0 ? (
          <span className="quiet">{say(texts.never)}</span>
        ) : (
          <select
            className="input"
            aria-label={`${say(label)}: ${say(texts.as)}`}
            value={choice?.as ?? ''}
            onChange={(event) => {
              const as = generalisations.find((each) => each === event.currentTarget.value);
              onChoose(as && { field: name, as, part: choice?.part ?? usual });
            }}
          >
            <option value="">{say(texts.notAtAll)}</option>
            {may.map((as) => (
              <option key={as} value={as}>
                {say(generalisationNames[as])}
              </option>
            ))}
          </select>
        )}
      </td>
      <td>
        {choice && (
          <select
            className="input"
            aria-label={`${say(label)}: ${say(texts.part)}`}
            value={choice.part}
            onChange={(event) => {
              const part = parts.find((each) => each === event.currentTarget.value) ?? usual;
              onChoose({ ...choice, part });
            }}
          >
            {parts
              .filter((part) => part !== 'plain' || !closer)
              .map((part) => (
                <option key={part} value={part}>
                  {say(partNames[part] ?? texts.none)}
                </option>
              ))}
          </select>
        )}
      </td>
    </tr>
  );
}

/** How each field of a source leaves, if it does, and what it can tell. */
export function FieldChoices({ source, columns, onChange }: Props) {
  const say = useSay();
  const choose = (name: string, choice: ColumnChoice | undefined) => {
    const others = columns.filter(({ field }) => field !== name);
    onChange(choice ? [...others, choice] : others);
  };
  return (
    <ScrollRegion label={say(texts.fields)}>
      <table className="data-table" aria-label={say(texts.fields)}>
        <HeadRow names={['fields', 'as', 'part']} texts={texts} />
        <tbody>
          {source.fields.map((field) => (
            <Line
              key={field.name}
              field={field}
              choice={columns.find((each) => each.field === field.name)}
              ofPeople={source.ofPeople}
              onChoose={(choice) => choose(field.name, choice)}
            />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
