import type { ImportPreview } from '#kernel/record';
import type { Text } from '#kernel/texts';
import { useSay } from '../language/language.tsx';
import { assign, type ImportField, mappingOf, type Mapping } from './import-adapter.ts';

interface MapProps {
  readonly fields: readonly ImportField[];
  readonly preview: ImportPreview;
  readonly busy: boolean;
  readonly onMapping: (mapping: Mapping) => Promise<void>;
}

const texts = {
  title: { zh: '哪一列填入哪一项', en: 'Which column goes where' },
  none: { zh: '不导入', en: 'Not imported' },
  required: { zh: '（必填）', en: '(required)' },
};
const reasons: Readonly<Record<ImportPreview['mapping'][number]['reason'], Text>> = {
  remembered: { zh: '沿用上次', en: 'as last time' },
  label: { zh: '名称相同', en: 'same name' },
  alias: { zh: '别名', en: 'known alias' },
  similar: { zh: '名称相近，请核对', en: 'similar name: check' },
  chosen: { zh: '您选择的', en: 'your choice' },
  none: { zh: '没有相应的列', en: 'no column' },
};

/** Each field with the column of the file that goes into it, and why this one. */
export function MapColumns({ fields, preview, busy, onMapping }: MapProps) {
  const say = useSay();
  const mapping = mappingOf(preview);
  const reasonOf = (name: string) => preview.mapping.find(({ field }) => field === name)?.reason ?? 'none';
  return (
    <section className="sheet stack">
      <h2>{say(texts.title)}</h2>
      <div className="mapping">
        {fields.map(({ name, label, required }) => (
          <div key={name} className="field">
            <label htmlFor={`map-${name}`}>
              {say(label)}
              {required && <span className="unit"> {say(texts.required)}</span>}
            </label>
            <select
              id={`map-${name}`}
              className="select"
              value={mapping[name] ?? ''}
              disabled={busy}
              onChange={(event) => void onMapping(assign(mapping, name, event.target.value || null))}
            >
              <option value="">{say(texts.none)}</option>
              {preview.headers.map((header) => (
                <option key={header}>{header}</option>
              ))}
            </select>
            <span className="hint">{say(reasons[reasonOf(name)])}</span>
          </div>
        ))}
      </div>
    </section>
  );
}
