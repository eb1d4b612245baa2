import { useCall, useSay } from '#ui';
import { operations } from '../contract.ts';

/** Colleagues to tick; the form gets their ids under `name`. */
export function PeopleChoice({ name, label }: { readonly name: string; readonly label: string }) {
  const found = useCall('notifications', operations.colleagues, {});
  const say = useSay();
  return (
    <fieldset className="field">
      <legend>{label}</legend>
      {found.data?.items.length === 0 && (
        <p className="hint">{say({ zh: '本单位没有人员', en: 'nobody' })}</p>
      )}
      <div className="row wrap">
        {found.data?.items.map((each) => (
          <label key={each.id} className="check">
            <input type="checkbox" name={name} value={each.id} /> <span>{each.name}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
