import type { ImportFault, ImportPreview } from '#kernel/record';
import type { Text } from '#kernel/texts';
import { useSay } from '../language/language.tsx';
import type { ImportField } from './import-adapter.ts';

interface RowsProps {
  readonly fields: readonly ImportField[];
  readonly preview: ImportPreview;
  /** What becomes of rows with faults, when they are not simply left out. */
  readonly hint?: Text | undefined;
}

const texts = {
  title: { zh: '前 {count} 行，其中 {faulty} 行有问题', en: 'First {count} rows, {faulty} with faults' },
  line: { zh: '行', en: 'Line' },
  row: { zh: '整行', en: 'Row' },
  refused: {
    zh: '有问题的行不会写入，导入后可下载错误文件，改好再传。',
    en: 'Faulty rows are not written; afterwards they wait in an error file, to be mended and sent again.',
  },
};

/** The first rows as they would be read, each fault in its cell. */
export function PreviewRows({ fields, preview: { rows, mapping }, hint }: RowsProps) {
  const say = useSay();
  const mapped = new Set(mapping.filter(({ header }) => header).map(({ field }) => field));
  const shown = fields.filter((field) => mapped.has(field.name));
  const faulty = rows.filter((row) => row.faults.length > 0).length;
  const title = say(texts.title, { count: rows.length, faulty });
  return (
    <section className="stack tight">
      <h2>{title}</h2>
      {faulty > 0 && <p className="quiet">{say(hint ?? texts.refused)}</p>}
      {/* What scrolls must be reachable by keyboard (WCAG 2.1.1). */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="table-scroll" role="region" aria-label={title} tabIndex={0}>
        <table className="data-table preview-table">
          <thead>
            <tr>
              <th scope="col">{say(texts.line)}</th>
              {shown.map((field) => (
                <th key={field.name} scope="col">
                  {say(field.label)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.line}>
                <th scope="row">
                  {row.line}
                  <Faults
                    faults={row.faults.filter((fault) => !shown.some(({ name }) => name === fault.field))}
                  />
                </th>
                {shown.map(({ name }) => (
                  <PreviewCell
                    key={name}
                    value={row.values[name] ?? ''}
                    faults={row.faults.filter((fault) => fault.field === name)}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** One overlong cell must not push the rows around it out of sight. */
const mostShown = 100;

function PreviewCell({ value, faults }: { readonly value: string; readonly faults: readonly ImportFault[] }) {
  const cut = value.length > mostShown;
  const shown = cut ? `${value.slice(0, mostShown)}…` : value;
  return (
    <td title={cut ? value : undefined}>
      {faults.length > 0 ? <span className="before">{shown || '∅'}</span> : shown}
      <Faults faults={faults} />
    </td>
  );
}

function Faults({ faults }: { readonly faults: readonly ImportFault[] }) {
  const say = useSay();
  return faults.map((fault) => (
    <span key={fault.code + fault.detail.zh} className="cell-fault">
      {say(fault.detail)}
    </span>
  ));
}
