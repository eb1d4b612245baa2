import { Time, useSay } from '#ui';
import type { Result } from '#kernel/operation';
import type { Text } from '#kernel/texts';
import { operations as codeOperations } from '#platform/base/codes/contract';
import type { PublishedEntry } from '#platform/data/catalogue/contract';
import type { operations } from '#platform/data/registers/contract';
import { Company, Person } from '#platform/data/registers/records';
import { useAsked } from '../state/asked.ts';
import { resourceTitle } from '../state/catalogue.ts';

const texts = {
  noValue: { zh: '无数据', en: 'No data' },
  from: { zh: '来自', en: 'From' },
  noOrigin: { zh: '没有记下来处', en: 'no source noted' },
  provider: { zh: '（{provider}）', en: ' ({provider})' },
};

type Me = NonNullable<Result<(typeof operations)['me']>['person']>;
type Value = Me['values'][number];

interface Labelled {
  readonly label: Text;
  readonly codes?: string;
}

const fieldsOf: Readonly<Record<Me['subject'], Readonly<Record<string, Labelled>>>> = {
  person: Person.fields,
  company: Company.fields,
};

const fieldOf = (subject: Me['subject'], attribute: string): Labelled =>
  fieldsOf[subject][attribute] ?? { label: { zh: attribute, en: attribute } };

/** The words of a value of a code table; the value itself otherwise. */
function Coded({ table, value }: { readonly table: string; readonly value: string }) {
  const say = useSay();
  const asked = useAsked('codes', codeOperations.values, { params: { table } }, { keepMs: 600_000 });
  const found = asked.state === 'here' ? asked.value.items.find(({ code }) => code === value) : undefined;
  if (asked.state === 'waiting') return <span className="quiet">…</span>;
  return <>{found ? say(found.label) : value}</>;
}

function Origin({
  origin,
  entries,
}: {
  readonly origin: Value['origin'];
  readonly entries: readonly PublishedEntry[];
}) {
  const say = useSay();
  if (!origin) return <span className="fact-note">{say(texts.noOrigin)}</span>;
  const entry = entries.find(({ code }) => code === origin.dataset);
  const title = say(resourceTitle(origin.dataset, entries));
  return (
    <span className="fact-note">
      {say(texts.from)}{' '}
      {entry ? (
        <a className="underlined" href={`/catalogue/${encodeURIComponent(entry.code)}`}>
          {title}
        </a>
      ) : (
        title
      )}
      {entry && say(texts.provider, { provider: say(entry.provider.name) })} ·{' '}
      <Time at={origin.at} as="date" />
    </span>
  );
}

function Shown({ value, codes }: { readonly value: string | null; readonly codes: string | undefined }) {
  const say = useSay();
  if (value === null) return <span className="quiet">{say(texts.noValue)}</span>;
  return codes ? <Coded table={codes} value={value} /> : <>{value}</>;
}

/** One value that the city has on the reader, with its source. */
export function MyValue({
  value: { attribute, value, name, origin },
  subject,
  entries,
}: {
  readonly value: Value;
  readonly subject: Me['subject'];
  readonly entries: readonly PublishedEntry[];
}) {
  const say = useSay();
  const { label, codes } = fieldOf(subject, attribute);
  return (
    <div>
      <dt>{say(label)}</dt>
      <dd>
        <Shown value={name ? say(name) : value} codes={codes} />
        {value !== null && <Origin origin={origin} entries={entries} />}
      </dd>
    </div>
  );
}
