import { useState } from 'react';
import { fenOf, yuanOf } from '#kernel/money';
import type { Text } from '#kernel/texts';
import { DateInput } from '../form/date-input.tsx';
import { readDay } from '../form/day.ts';
import { useLanguage, useSay } from '../language/language.tsx';
import { useCodes } from '../lib/codes.ts';
import { Menu } from '../lib/menu.tsx';
import { useKnownRecord } from '../record/known-records.tsx';
import { useRowChoices } from '../record/row-choices.ts';
import { words } from '../words.ts';
import type { Choice, Filter, RangeKind } from './list-types.ts';

type Values = Readonly<Record<string, string>>;
interface FilterProps {
  readonly filter: Filter;
  readonly values: Values;
  readonly onChange: (values: Readonly<Record<string, string | undefined>>) => void;
}

const texts = {
  find: { zh: '在选项中查找', en: 'Find among the choices' },
  from: { zh: '从', en: 'From' },
  to: { zh: '到', en: 'To' },
  contains: { zh: '等于', en: 'Equals' },
  apply: { zh: '应用', en: 'Apply' },
  more: { zh: '还有 {count} 项，请输入文字查找', en: '{count} more: type to find' },
  nothing: { zh: '没有相符的选项', en: 'No choice matches' },
  several: { zh: '{count} 项', en: '{count} chosen' },
};

/** One filter as a button that says its present value, with its choices below it. */
export function FilterMenu(props: FilterProps) {
  switch (props.filter.kind) {
    case 'choice':
      return <ChoiceMenu {...props} choices={props.filter.choices} />;
    case 'codes':
      return <CodesMenu {...props} codes={props.filter.codes} />;
    case 'record':
      return <RowsMenu {...props} record={props.filter.record} />;
    case 'date':
    case 'number':
    case 'money':
      return <RangeMenu {...props} type={props.filter.kind} />;
    default:
      return <TextMenu {...props} />;
  }
}

function CodesMenu({ codes, ...props }: FilterProps & { readonly codes: string }) {
  const [asked, setAsked] = useState(false);
  const { data } = useCodes(codes, asked || props.values[props.filter.name] !== undefined);
  return <ChoiceMenu {...props} choices={data} onOpen={() => setAsked(true)} />;
}

function RowsMenu({ record, ...props }: FilterProps & { readonly record: string }) {
  const [find, setFind] = useState<string>();
  const known = useKnownRecord(record);
  const chosen = props.values[props.filter.name];
  const choices = useRowChoices(known, find, chosen);
  if (!known) return <TextMenu {...props} />;
  return <ChoiceMenu {...props} choices={choices} onOpen={() => setFind('')} onFind={setFind} />;
}

interface ChoicesProps extends FilterProps {
  readonly choices: readonly Choice[] | undefined;
  readonly onOpen?: () => void;
  /** Told what is looked for, when the choices are too many to hold. */
  readonly onFind?: (words: string) => void;
}
const shownAtOnce = 100;

function ChoiceMenu({ filter, values, onChange, choices, onOpen, onFind }: ChoicesProps) {
  const say = useSay();
  const { language } = useLanguage();
  const [find, setFind] = useState('');
  const chosen = values[filter.name]?.split(',') ?? [];
  const labels = new Map(choices?.map((each) => [each.value, say(each.label)]));
  const wanted = find.trim().toLowerCase();
  const matching = (choices ?? []).filter(
    ({ value, label }) =>
      onFind || value.startsWith(wanted) || label[language].toLowerCase().includes(wanted),
  );
  const toggle = (value: string) => {
    const next = chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value];
    onChange({ [filter.name]: next.join(',') || undefined });
  };
  return (
    <Menu
      className={chosen.length > 0 ? 'button on' : 'button'}
      label={<FilterLabel label={filter.label} value={saidOf(chosen, labels, say)} />}
      {...(onOpen ? { onOpen } : {})}
    >
      {() => (
        <fieldset className="stack tight">
          <legend className="visually-hidden">{say(filter.label)}</legend>
          {(onFind || (choices?.length ?? 0) > 10) && (
            <input
              className="input"
              aria-label={say(texts.find)}
              placeholder={say(texts.find)}
              value={find}
              onChange={(event) => {
                setFind(event.target.value);
                onFind?.(event.target.value);
              }}
            />
          )}
          {choices === undefined && <span role="status">{say(words.loading)}</span>}
          {choices !== undefined && matching.length === 0 && (
            <span className="quiet">{say(texts.nothing)}</span>
          )}
          {matching.slice(0, shownAtOnce).map(({ value, label }) => (
            <label key={value} className="check">
              <input type="checkbox" checked={chosen.includes(value)} onChange={() => toggle(value)} />
              <span>{say(label)}</span>
            </label>
          ))}
          {matching.length > shownAtOnce && (
            <span className="small quiet">{say(texts.more, { count: matching.length - shownAtOnce })}</span>
          )}
          {chosen.length > 0 && (
            <button type="button" className="link" onClick={() => onChange({ [filter.name]: undefined })}>
              {say(words.clear)}
            </button>
          )}
        </fieldset>
      )}
    </Menu>
  );
}

function saidOf(
  chosen: readonly string[],
  labels: ReadonlyMap<string, string>,
  say: ReturnType<typeof useSay>,
) {
  if (chosen.length === 0) return say(words.all);
  if (chosen.length > 2) return say(texts.several, { count: chosen.length });
  return chosen.map((value) => labels.get(value) ?? value).join(say({ zh: '、', en: ', ' }));
}

function FilterLabel({ label, value }: { readonly label: Text; readonly value: string }) {
  const say = useSay();
  return (
    <>
      {say(label)}
      {say({ zh: '：', en: ': ' })}
      <span className="filter-value">{value}</span>
    </>
  );
}

/** An end of a range as the address has it, from what was filled in. */
function readEnd(type: RangeKind, text: string): string | undefined {
  if (type === 'money') return fenOf(text)?.toString();
  return (type === 'date' ? readDay(text) : text) || undefined;
}

const shownEnd = (type: RangeKind, end: string | undefined): string | undefined =>
  type === 'money' && end !== undefined && Number.isSafeInteger(Number(end)) ? yuanOf(Number(end)) : end;

function RangeMenu({ filter, values, onChange, type }: FilterProps & { readonly type: RangeKind }) {
  const say = useSay();
  const [from, to] = ['from', 'to'].map((end) => shownEnd(type, values[`${filter.name}.${end}`]));
  const value = from || to ? `${from ?? '…'} – ${to ?? '…'}` : say(words.all);
  return (
    <Menu
      className={from || to ? 'button on' : 'button'}
      label={<FilterLabel label={filter.label} value={value} />}
    >
      {(close) => (
        <form
          className="stack tight"
          onSubmit={(event) => {
            event.preventDefault();
            const data = new FormData(event.currentTarget);
            const read = (end: string) => readEnd(type, String(data.get(end) ?? ''));
            onChange({ [`${filter.name}.from`]: read('from'), [`${filter.name}.to`]: read('to') });
            close();
          }}
        >
          {type === 'date' && <span className="hint">{say(words.dayForm)}</span>}
          {type === 'money' && <span className="hint">{say(words.yuan)}</span>}
          {(
            [
              ['from', from],
              ['to', to],
            ] as const
          ).map(([end, begins]) => (
            <label key={end} className="field">
              {say(texts[end])}
              {type === 'date' ? (
                <DateInput name={end} defaultValue={begins} />
              ) : (
                <input className="input" type="number" step="any" name={end} defaultValue={begins} />
              )}
            </label>
          ))}
          <ApplyRow
            onClear={() => onChange({ [`${filter.name}.from`]: undefined, [`${filter.name}.to`]: undefined })}
          />
        </form>
      )}
    </Menu>
  );
}

function TextMenu({ filter, values, onChange }: FilterProps) {
  const say = useSay();
  const value = values[filter.name];
  return (
    <Menu
      className={value ? 'button on' : 'button'}
      label={<FilterLabel label={filter.label} value={value ?? say(words.all)} />}
    >
      {(close) => (
        <form
          className="stack tight"
          onSubmit={(event) => {
            event.preventDefault();
            onChange({
              [filter.name]: String(new FormData(event.currentTarget).get('value') ?? '').trim() || undefined,
            });
            close();
          }}
        >
          <label className="field">
            {say(texts.contains)}
            <input className="input" name="value" defaultValue={value} maxLength={200} />
          </label>
          <ApplyRow onClear={() => onChange({ [filter.name]: undefined })} />
        </form>
      )}
    </Menu>
  );
}

function ApplyRow({ onClear }: { readonly onClear: () => void }) {
  const say = useSay();
  return (
    <div className="row">
      <button type="submit" className="button small second">
        {say(texts.apply)}
      </button>
      <button type="button" className="link" onClick={onClear}>
        {say(words.clear)}
      </button>
    </div>
  );
}
