import { useSearchParams } from 'react-router';
import { useCall, useSay } from '#ui';
import { operations } from '../contract.ts';
import { texts } from './words.ts';

/** The resource that the page is about; it stands in the address. */
export function ResourceChoice() {
  const say = useSay();
  const [search, setSearch] = useSearchParams();
  const found = useCall('scheduling', operations.bookable, { query: {} });
  return (
    <div className="field">
      <label htmlFor="resource">{say(texts.resource)}</label>
      <select
        id="resource"
        className="select"
        value={search.get('resource') ?? ''}
        onChange={(event) => setSearch({ resource: event.target.value })}
      >
        <option value="">{say(texts.choose)}</option>
        {found.data?.items.map(({ code, name, organisationName }) => (
          <option key={code} value={code}>
            {say(name)}
            {organisationName && ` · ${say(organisationName)}`}
          </option>
        ))}
      </select>
    </div>
  );
}
