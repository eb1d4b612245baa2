import { EmptyState, ReferenceValue, useSay, type AnyRow, type DetailSection, type Say } from '#ui';
import { Thematic } from '../records.ts';
import { consumptionTitle, ThematicConsumption } from './thematic-consumption.tsx';

const texts = {
  datasets: { zh: '包含的数据集', en: 'Datasets in it' },
  noDatasets: { zh: '目录中还没有它的数据集', en: 'None of its datasets is in the catalogue yet' },
  noDatasetsHint: {
    zh: '主管单位把数据集登入目录后，在“修改”中填写其代码。',
    en: 'Once its owner has a dataset in the catalogue, enter its code under “Edit”.',
  },
  consumers: { zh: '使用单位', en: 'Used by' },
  noConsumers: { zh: '没有登记使用单位', en: 'No users are registered' },
};

interface Listed {
  readonly record: string;
  readonly codes: unknown;
  readonly none: string;
  readonly hint?: string;
}

function Codes({ record, codes, none, hint }: Listed) {
  const list = Array.isArray(codes) ? codes.map(String) : [];
  if (list.length === 0) return <EmptyState title={none} hint={hint} />;
  return (
    <ul>
      {list.map((code) => (
        <li key={code}>
          <ReferenceValue record={record} value={code} />
        </li>
      ))}
    </ul>
  );
}

function Datasets({ codes }: { readonly codes: unknown }) {
  const say = useSay();
  return (
    <Codes
      record="catalogue.entry"
      codes={codes}
      none={say(texts.noDatasets)}
      hint={say(texts.noDatasetsHint)}
    />
  );
}

function Consumers({ codes }: { readonly codes: unknown }) {
  const say = useSay();
  return <Codes record="organisations.organisation" codes={codes} none={say(texts.noConsumers)} />;
}

/** A thematic database: what is in it and who uses it, by name. */
export const thematicDetail = {
  fields: Object.keys(Thematic.fields).filter((name) => name !== 'datasets' && name !== 'consumers'),
  sections: (row: AnyRow, say: Say): readonly DetailSection[] => [
    { title: say(texts.datasets), content: <Datasets codes={row['datasets']} /> },
    { title: say(texts.consumers), content: <Consumers codes={row['consumers']} /> },
    { title: say(consumptionTitle), content: <ThematicConsumption code={String(row['code'])} /> },
  ],
};
