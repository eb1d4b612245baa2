import type { ImportPreview } from '#kernel/record';
import type { Text } from '#kernel/texts';
import { useSay } from '../language/language.tsx';
import { assign, type ImportAdapter, mappingOf, type Mapping, unassigned } from './import-adapter.ts';
import { PreviewRows } from './preview-rows.tsx';

interface PreviewProps {
  readonly adapter: ImportAdapter;
  readonly preview: ImportPreview;
  readonly busy: boolean;
  readonly onRemap: (mapping: Mapping) => Promise<void>;
  readonly onRun: () => Promise<void>;
  readonly onAgain: () => void;
}

const texts = {
  file: {
    zh: '{name}（{format}{encoding}），{columns} 列',
    en: '{name} ({format}{encoding}), {columns} columns',
  },
  columns: { zh: '哪一列填入哪一项', en: 'Which column goes where' },
  none: { zh: '不导入', en: 'Not imported' },
  missing: { zh: '必填项还没有对应的列：{fields}', en: 'Required and without a column: {fields}' },
  already: {
    zh: '同样内容的文件以前导入过（{id}）。再导入一次不会重复写入。',
    en: 'The very same file was imported before ({id}). Importing it again writes nothing twice.',
  },
  run: { zh: '开始导入', en: 'Import' },
  other: { zh: '换一个文件', en: 'Another file' },
  wholeFile: { zh: '整个文件的问题', en: 'Faults of the whole file' },
};
const reasons: Readonly<Record<ImportPreview['mapping'][number]['reason'], Text>> = {
  remembered: { zh: '沿用上次', en: 'as last time' },
  label: { zh: '名称相同', en: 'same name' },
  alias: { zh: '别名', en: 'known alias' },
  similar: { zh: '名称相近，请核对', en: 'similar name: check' },
  chosen: { zh: '您选择的', en: 'your choice' },
  none: { zh: '没有相应的列', en: 'no column' },
};

/** Columns against fields, and the first rows as they would be read. Nothing is written yet. */
export function PreviewImport({ adapter, preview, busy, onRemap, onRun, onAgain }: PreviewProps) {
  const say = useSay();
  const mapping = mappingOf(preview);
  const missing = unassigned(adapter.fields, mapping);
  const encoding = preview.encoding ? `, ${preview.encoding}` : '';
  return (
    <>
      <p className="quiet">
        {say(texts.file, {
          name: preview.filename,
          format: preview.format,
          encoding,
          columns: preview.headers.length,
        })}
      </p>
      {preview.alreadyImported && (
        <div className="notice warn">{say(texts.already, { id: preview.alreadyImported })}</div>
      )}
      {preview.faults.length > 0 && (
        <div className="notice wrong">
          <h2>{say(texts.wholeFile)}</h2>
          <ul>
            {preview.faults.map((fault) => (
              <li key={`${fault.code} ${fault.line}`}>{say(fault.detail)}</li>
            ))}
          </ul>
        </div>
      )}
      <section className="sheet stack">
        <h2>{say(texts.columns)}</h2>
        <div className="mapping">
          {adapter.fields.map((field) => (
            <div key={field.name} className="field">
              <label htmlFor={`map-${field.name}`}>{say(field.label)}</label>
              <select
                id={`map-${field.name}`}
                className="select"
                value={mapping[field.name] ?? ''}
                disabled={busy}
                onChange={(event) => void onRemap(assign(mapping, field.name, event.target.value || null))}
              >
                <option value="">{say(texts.none)}</option>
                {preview.headers.map((header) => (
                  <option key={header}>{header}</option>
                ))}
              </select>
              <span className="hint">{say(reasons[reasonOf(preview, field.name)])}</span>
            </div>
          ))}
        </div>
      </section>
      <PreviewRows fields={adapter.fields} preview={preview} />
      {missing.length > 0 && (
        <div className="notice warn" role="status">
          {say(texts.missing, {
            fields: missing.map((field) => say(field.label)).join(say({ zh: '、', en: ', ' })),
          })}
        </div>
      )}
      <div className="row">
        <button
          type="button"
          className="button primary"
          disabled={busy || missing.length > 0}
          onClick={() => void onRun()}
        >
          {say(texts.run)}
        </button>
        <button type="button" className="button" onClick={onAgain}>
          {say(texts.other)}
        </button>
      </div>
    </>
  );
}

const reasonOf = (preview: ImportPreview, field: string) =>
  preview.mapping.find((each) => each.field === field)?.reason ?? 'none';
