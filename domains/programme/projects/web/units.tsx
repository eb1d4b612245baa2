import { ReferenceValue, useSay } from '#ui';
import type { CityUnit } from '../records.ts';

/** Organisations by name, and groups that the plan does not name one by one. */
export function Units({ units }: { readonly units: readonly CityUnit[] }) {
  const say = useSay();
  return (
    <ul className="plain link-list">
      {units.map((unit) =>
        'organisation' in unit ? (
          <li key={unit.organisation}>
            <ReferenceValue record="organisations.organisation" value={unit.organisation} />
          </li>
        ) : (
          <li key={unit.group.zh}>{say(unit.group)}</li>
        ),
      )}
    </ul>
  );
}
