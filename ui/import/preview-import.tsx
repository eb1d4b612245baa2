import type { ImportPreview } from '#kernel/record';
import { useSay } from '../language/language.tsx';
import { type ImportAdapter, mappingOf, unassigned } from './import-adapter.ts';
import { MapColumns } from './map-columns.tsx';
import { PreviewRows } from './preview-rows.tsx';
import type { ImportInHand } from './use-import.ts';

interface PreviewProps {
  readonly adapter: ImportAdapter;
  readonly preview: ImportPreview;
  readonly hand: ImportInHand;
}

const texts = {
  file: {
    zh: '{name}（{format}{encoding}），{columns} 列',
    en: '{name} ({format}{encoding}), {columns} columns',
  },
  missing: { zh: '必填项还没有对应的列：{fields}', en: 'Required and without a column: {fields}' },
  already: {
    zh: '同样内容的文件以前导入过（{id}）。再导入一次不会重复写入。',
    en: 'The very same file was imported before ({id}). Importing it again writes nothing twice.',
  },
  before: {
    zh: '同样内容的文件以前提交过（{id}），之后又有别的提交。再提交一次，会把那以后改过的值改回去。',
    en: 'The very same file was handed in before ({id}), and others came since. Handing it in again sets back what was changed since then.',
  },
  run: { zh: '开始导入', en: 'Import' },
  other: { zh: '换一个文件', en: 'Another file' },
  wholeFile: { zh: '文件里读不出的地方', en: 'What cannot be read in this file' },
  atLine: { zh: '第 {line} 行：{detail}', en: 'Line {line}: {detail}' },
  comma: { zh: '、', en: ', ' },
};

/** Columns against fields, and the first rows as they would be read. Nothing is written yet. */
export function PreviewImport({ adapter, preview, hand }: PreviewProps) {
  const say = useSay();
  const missing = unassigned(adapter.fields, mappingOf(preview));
  return (
    <>
      <FileNotes preview={preview} />
      <MapColumns fields={adapter.fields} preview={preview} busy={hand.busy} onMapping={hand.remap} />
      <PreviewRows fields={adapter.fields} preview={preview} hint={adapter.says?.faults} />
      {missing.length > 0 && (
        <div className="notice warn" role="status">
          {say(texts.missing, { fields: missing.map((field) => say(field.label)).join(say(texts.comma)) })}
        </div>
      )}
      <div className="row">
        <button
          type="button"
          className="button primary"
          disabled={hand.busy || missing.length > 0}
          onClick={() => void hand.run()}
        >
          {say(adapter.says?.run ?? texts.run)}
        </button>
        <button type="button" className="button" onClick={hand.again}>
          {say(texts.other)}
        </button>
      </div>
    </>
  );
}

function FileNotes({ preview }: { readonly preview: ImportPreview }) {
  const say = useSay();
  const { filename: name, format, headers, alreadyImported, takenBefore, faults } = preview;
  const encoding = preview.encoding ? `, ${preview.encoding}` : '';
  return (
    <>
      <p className="quiet">{say(texts.file, { name, format, encoding, columns: headers.length })}</p>
      {alreadyImported && <div className="notice warn">{say(texts.already, { id: alreadyImported })}</div>}
      {takenBefore && <div className="notice warn">{say(texts.before, { id: takenBefore })}</div>}
      {faults.length > 0 && (
        <div className="notice wrong">
          <h2>{say(texts.wholeFile)}</h2>
          <ul>
            {faults.map((fault) => (
              <li key={`${fault.code} ${fault.line}`}>
                {fault.line > 0
                  ? say(texts.atLine, { line: fault.line, detail: say(fault.detail) })
                  : say(fault.detail)}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
