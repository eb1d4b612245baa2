import { useSay } from '../language/language.tsx';
import { Menu } from '../lib/menu.tsx';
import type { Column } from './list-types.ts';

const texts = {
  columns: { zh: '列', en: 'Columns' },
  usual: { zh: '恢复原样', en: 'As at first' },
};

interface ChoiceProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly shown: readonly string[];
  readonly onShow: (names: readonly string[] | undefined) => void;
}

/** Which columns there are; the first stays, it opens the row. */
export function ColumnChoice<Row>({ columns, shown, onShow }: ChoiceProps<Row>) {
  const say = useSay();
  const toggle = (name: string) => {
    const next = shown.includes(name) ? shown.filter((each) => each !== name) : [...shown, name];
    onShow(columns.map((column) => column.name).filter((each) => next.includes(each)));
  };
  return (
    <Menu label={say(texts.columns)} end>
      {() => (
        <fieldset className="stack tight">
          <legend className="visually-hidden">{say(texts.columns)}</legend>
          {columns.map((column, index) => (
            <label key={column.name} className="check">
              <input
                type="checkbox"
                checked={shown.includes(column.name)}
                disabled={index === 0}
                onChange={() => toggle(column.name)}
              />
              <span>{say(column.label)}</span>
            </label>
          ))}
          <button type="button" className="link" onClick={() => onShow(undefined)}>
            {say(texts.usual)}
          </button>
        </fieldset>
      )}
    </Menu>
  );
}

/** Columns to show: those asked for that exist, else the usual ones. The first always stands. */
export function shownColumns<Row>(
  columns: readonly Column<Row>[],
  asked: readonly string[] | undefined,
): readonly Column<Row>[] {
  const usual = columns.filter((column) => !column.later);
  const wanted = asked
    ? columns.filter((column, index) => index === 0 || asked.includes(column.name))
    : usual;
  return wanted.length > 0 ? wanted : usual;
}
