import { HeadRow, ScrollRegion, useSay } from '#ui';
import type { Text } from '#kernel/texts';
import { fieldTypes, sensitivities, shares, type DatasetField } from '../contract.ts';

const texts = {
  name: { zh: '名称', en: 'Name' },
  type: { zh: '类型', en: 'Type' },
  length: { zh: '长度', en: 'Length' },
  required: { zh: '必填', en: 'Required' },
  share: { zh: '共享类型', en: 'Sharing' },
  sensitivity: { zh: '敏感程度', en: 'Sensitivity' },
  label: { zh: '信息项', en: 'Fields' },
  yes: { zh: '是', en: 'Yes' },
  none: { zh: '—', en: '—' },
};

/** What a resource holds, item by item (GB/T 21063: 信息项). @param share the resource's, where an item has none of its own */
export function FieldsTable({ fields, share }: { readonly fields: unknown; readonly share: string }) {
  const say = useSay();
  const named = (names: Readonly<Record<string, Text>>, value: string | undefined) =>
    say(names[value ?? ''] ?? { zh: value ?? '—', en: value ?? '—' });
  return (
    <ScrollRegion label={say(texts.label)}>
      <table className="data-table" aria-label={say(texts.label)}>
        <HeadRow names={['name', 'type', 'length', 'required', 'sensitivity', 'share']} texts={texts} />
        <tbody>
          {(fields as readonly Partial<DatasetField>[]).map((field) => (
            <tr key={field.name}>
              <td>
                {field.label ? say(field.label) : field.name}{' '}
                <code className="quiet small">{field.name}</code>
              </td>
              <td>
                {named(fieldTypes, field.type)} {field.codes && <code>{field.codes}</code>}
              </td>
              <td className="number">{field.length ?? '—'}</td>
              <td>{say(field.required ? texts.yes : texts.none)}</td>
              <td>{named(sensitivities, field.sensitivity)}</td>
              <td>{named(shares, field.share ?? share)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
