import { Link, useSearchParams } from 'react-router';
import {
  DateInput,
  EmptyState,
  PageHead,
  ProblemNote,
  ScrollRegion,
  Skeleton,
  Tag,
  useCall,
  useSay,
  words,
} from '#ui';
import { operations, type CodeChoice } from '../contract.ts';
import { Meaning } from './meaning.tsx';
import { TableName } from './table-name.tsx';
import { texts } from './words.ts';

interface Asked {
  readonly table: string;
  readonly q: string;
  readonly on: string;
  readonly parent: string;
  readonly code: string;
}

const names = ['table', 'q', 'on', 'parent', 'code'] as const;

const readAsked = (search: URLSearchParams): Asked => ({
  table: search.get('table') ?? '',
  q: search.get('q') ?? '',
  on: search.get('on') ?? '',
  parent: search.get('parent') ?? '',
  code: search.get('code') ?? '',
});

/** The address of what is asked, empty parts left out. */
function addressOf(asked: Asked, change: Partial<Asked>): string {
  const next = { ...asked, ...change };
  return `?${new URLSearchParams(names.filter((name) => next[name] !== '').map((name) => [name, next[name]]))}`;
}

function Question({
  asked,
  onAsk,
}: {
  readonly asked: Asked;
  readonly onAsk: (change: Partial<Asked>) => void;
}) {
  const say = useSay();
  const tables = useCall('codes', operations.tables, {}, { staleMs: 300_000 });
  const given = (form: FormData, name: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  return (
    <form
      key={JSON.stringify(asked)}
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        const [table, q, on] = [given(form, 'table'), given(form, 'q'), given(form, 'on')];
        onAsk({ table, q, on, parent: '', code: '' });
      }}
    >
      <label>
        {say(texts.table)}{' '}
        <select className="select" name="table" defaultValue={asked.table} key={String(tables.isSuccess)}>
          <option value="">{say(texts.allTables)}</option>
          {tables.data?.items.map(({ id, name }) => (
            <option key={id} value={id}>
              {say(name)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {say(texts.words)} <input className="input" name="q" maxLength={100} defaultValue={asked.q} />
      </label>
      <label>
        {say(texts.on)} <DateInput name="on" defaultValue={asked.on} placeholder={say(words.dayForm)} />
      </label>
      <button type="submit" className="button primary">
        {say(texts.find)}
      </button>
    </form>
  );
}

interface Shown extends CodeChoice {
  readonly table: string;
  readonly below?: number;
}

function Rows({ rows, asked }: { readonly rows: readonly Shown[]; readonly asked: Asked }) {
  const say = useSay();
  if (rows.length === 0) return <EmptyState title={say(texts.nothing)} hint={say(texts.nothingHint)} />;
  return (
    <ScrollRegion label={say(texts.results)}>
      <table className="data-table">
        <thead>
          <tr>
            <th scope="col">{say(texts.code)}</th>
            <th scope="col">{say(texts.name)}</th>
            <th scope="col">{say(texts.table)}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.table}:${row.code}`}>
              <th scope="row">
                <Link to={addressOf(asked, { table: row.table, code: row.code })}>{row.code}</Link>
              </th>
              <td>
                {say(row.label)} {row.retired && <Tag>{say(texts.retired)}</Tag>}{' '}
                {(row.below ?? 0) > 0 && (
                  <Link to={addressOf(asked, { parent: row.code, code: '' })}>
                    {say(texts.below, { count: row.below ?? 0 })}
                  </Link>
                )}
              </td>
              <td>
                <TableName id={row.table} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Found({ asked }: { readonly asked: Asked }) {
  const { q, table } = asked;
  const query = { q, limit: 50, ...(table === '' ? {} : { table }) };
  const found = useCall('codes', operations.search, { query }, { keep: true });
  if (found.isError) return <ProblemNote problem={found.error} />;
  return found.data ? <Rows rows={found.data.items} asked={asked} /> : <Skeleton lines={5} />;
}

function Level({ asked }: { readonly asked: Asked }) {
  const say = useSay();
  const { table, parent } = asked;
  const query = parent === '' ? {} : { parent };
  const found = useCall('codes', operations.below, { params: { table }, query }, { keep: true });
  if (found.isError) return <ProblemNote problem={found.error} />;
  if (!found.data) return <Skeleton lines={5} />;
  return (
    <>
      {parent !== '' && (
        <p>
          <Link to={addressOf(asked, { parent: '', code: '' })}>{say(texts.top)}</Link> › {parent}
        </p>
      )}
      <Rows rows={found.data.items.map((row) => ({ ...row, table }))} asked={asked} />
    </>
  );
}

function Answer({ asked }: { readonly asked: Asked }) {
  const say = useSay();
  if (asked.q !== '') return <Found asked={asked} />;
  if (asked.table !== '') return <Level asked={asked} />;
  return <EmptyState title={say(texts.start)} hint={say(texts.startHint)} />;
}

/** Finds codes by word, pinyin or initials, or level by level; says what one means on a day. */
export function LookUpPage() {
  const say = useSay();
  const [search, setSearch] = useSearchParams();
  const asked = readAsked(search);
  return (
    <div className="stack">
      <PageHead title={say(texts.lookUp)} />
      <Question asked={asked} onAsk={(change) => setSearch(new URLSearchParams(addressOf(asked, change)))} />
      {asked.code !== '' && asked.table !== '' && (
        <Meaning table={asked.table} code={asked.code} on={asked.on} />
      )}
      <Answer asked={asked} />
    </div>
  );
}
