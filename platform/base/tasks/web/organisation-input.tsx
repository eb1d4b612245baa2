import { useId, useState } from 'react';
import { recordOperations } from '#kernel/record';
import { Organisation } from '#platform/base/organisations/records';
import { useCall, useLanguage, useSay } from '#ui';
import { texts } from './words.ts';

const { list } = recordOperations(Organisation);

/** An organisation's code, found by name. */
export function OrganisationInput({ name, label }: { readonly name: string; readonly label: string }) {
  const say = useSay();
  const { language } = useLanguage();
  const id = useId();
  const [typed, setTyped] = useState('');
  const query = { limit: 30, ...(typed === '' ? {} : { q: typed }) };
  const found = useCall('organisations', list, { query }, { keep: true });
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="input"
        name={name}
        maxLength={64}
        list={`${id}-choices`}
        placeholder={say(texts.organisationHint)}
        onChange={(event) => setTyped(event.currentTarget.value.trim())}
      />
      <datalist id={`${id}-choices`}>
        {found.data?.items.map(({ code, nameZh, nameEn }) => (
          <option key={code} value={code}>
            {language === 'zh' ? nameZh : (nameEn ?? nameZh)}
          </option>
        ))}
      </datalist>
    </div>
  );
}
