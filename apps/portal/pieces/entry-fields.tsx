import { Tag, type TagTone, useSay } from '#ui';
import type { PublishedEntry } from '#platform/data/catalogue/contract';
import { sensitivities, wordsOf } from '../state/words.ts';

const texts = {
  title: { zh: '信息项（{count}）', en: 'Fields ({count})' },
  hint: {
    zh: '个人信息和敏感个人信息对没有权限的人遮盖显示；每次查看都记入账本。',
    en: 'Personal and sensitive values are masked for whoever lacks the right to see them; every look is entered in the ledger.',
  },
  label: { zh: '名称', en: 'Name' },
  name: { zh: '字段', en: 'Field' },
  sensitivity: { zh: '类别', en: 'Class' },
};
const tones: Readonly<Record<string, TagTone>> = { personal: 'amber', sensitive: 'seal', public: 'leaf' };

/** What one row of the resource says, and how carefully each item is kept. */
export function EntryFields({ fields }: Pick<PublishedEntry, 'fields'>) {
  const say = useSay();
  return (
    <section aria-labelledby="fields">
      <h2 id="fields">{say(texts.title, { count: fields.length })}</h2>
      <p className="quiet">{say(texts.hint)}</p>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{say(texts.label)}</th>
            <th scope="col">{say(texts.name)}</th>
            <th scope="col">{say(texts.sensitivity)}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map(({ name, label, sensitivity }) => (
            <tr key={name}>
              <th scope="row">{say(label)}</th>
              <td>
                <code>{name}</code>
              </td>
              <td>
                <Tag tone={tones[sensitivity] ?? 'plain'}>{say(wordsOf(sensitivities, sensitivity))}</Tag>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
