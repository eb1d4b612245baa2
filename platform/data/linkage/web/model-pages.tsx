import {
  ActForms,
  HeadRow,
  ScrollRegion,
  useAct,
  useJobs,
  useMay,
  useSay,
  WordsForm,
  type AnyRow,
  type DetailSection,
  type Say,
} from '#ui';
import type { RecordOf } from '#kernel/record';
import { Person } from '#platform/data/registers/records';
import { levelWords, operations } from '../contract.ts';
import { texts } from './words.ts';

function Train() {
  const say = useSay();
  const may = useMay();
  const { watch } = useJobs();
  const act = useAct('linkage', operations.train, { done: ({ job }) => watch(job) });
  if (!may('linkage:train')) return null;
  return (
    <details>
      <summary>{say(texts.train)}</summary>
      <WordsForm
        label={texts.trainWhy}
        hint={texts.trainHint}
        send={texts.train}
        onSend={(reason) => act.mutate({ body: { reason } })}
        busy={act.isPending}
        problem={act.error}
      />
    </details>
  );
}

export const modelList = { lead: <Train /> };

function Decide({ row }: { readonly row: AnyRow }) {
  const act = useAct('linkage', operations.decideModel, { renews: ['tasks'] });
  const made = (approve: boolean) => (said: { words(name: string): string }) => ({
    approve,
    reason: said.words('why'),
  });
  return (
    <ActForms
      acts={[
        {
          during: ['proposed'],
          permission: 'linkage:approve',
          asks: [{ kind: 'words', name: 'why', label: texts.approveWhy }],
          buttons: [
            { word: texts.approve, make: made(true) },
            { word: texts.refuse, danger: true, make: made(false) },
          ],
        },
      ]}
      state={String(row['state'])}
      onAct={(body) => act.mutate({ params: { version: String(row['version']) }, body })}
      busy={act.isPending}
      problem={act.error}
    />
  );
}

interface Learned {
  readonly comparisons: readonly {
    readonly name: string;
    readonly levels: readonly { readonly label: string; readonly m: number; readonly u: number }[];
  }[];
}

const fields: RecordOf['fields'] = Person.fields;
const share = (value: number): string => `${(100 * value).toPrecision(3)} %`;

/** What each way to agree says: how often among the same, how often among others. */
function Parameters({ row }: { readonly row: AnyRow }) {
  const say = useSay();
  const { comparisons } = row['parameters'] as Learned;
  return (
    <ScrollRegion label={say(texts.learned)}>
      <table className="data-table">
        <HeadRow names={['attribute', 'level', 'm', 'u', 'bits']} texts={texts} />
        <tbody>
          {comparisons.flatMap(({ name, levels }) =>
            levels.toReversed().map(({ label, m, u }) => (
              <tr key={`${name} ${label}`}>
                <th scope="row">{say(fields[name]?.label ?? { zh: name, en: name })}</th>
                <td>{say(levelWords(label))}</td>
                <td className="number">{share(m)}</td>
                <td className="number">{share(u)}</td>
                <td className="number">{Math.log2(m / u).toFixed(1)}</td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

export const modelDetail = {
  fields: [
    'state',
    'vintage',
    'pairs',
    'recall',
    'wouldLink',
    'wouldAsk',
    'reasonGiven',
    'decidedAt',
    'decidedWhy',
  ],
  actions: (row: AnyRow) => <Decide row={row} />,
  sections: (row: AnyRow, say: Say): readonly DetailSection[] => [
    { title: say(texts.learned), content: <Parameters row={row} /> },
  ],
};
