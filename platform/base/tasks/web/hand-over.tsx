import { useId } from 'react';
import { useAct, useCall, useSay } from '#ui';
import { operations } from '../contract.ts';
import { ActForm, given, Reason } from './act-form.tsx';
import { OrganisationInput } from './organisation-input.tsx';
import { texts } from './words.ts';

const filled = (form: FormData, name: string) =>
  given(form, name) === '' ? {} : { [name]: given(form, name) };

/** The people of the owner, to choose one from. */
export function ColleagueChoice({
  id,
  name,
  label,
}: {
  readonly id: string;
  readonly name: string;
  readonly label: string;
}) {
  const field = useId();
  const colleagues = useCall('tasks', operations.colleagues, { params: { id }, query: {} });
  return (
    <div className="field">
      <label htmlFor={field}>{label}</label>
      <select id={field} className="select" name={name} defaultValue="">
        <option value="">—</option>
        {colleagues.data?.items.map((each) => (
          <option key={each.id} value={each.id}>
            {each.name}
          </option>
        ))}
      </select>
    </div>
  );
}

/** To a colleague of the same department, or to another department, with the reason. */
export function HandOver({ id }: { readonly id: string }) {
  const say = useSay();
  const act = useAct('tasks', operations.handOver);
  return (
    <ActForm
      label={say(texts.handOver)}
      act={act}
      onAct={(form) =>
        act.mutate({
          params: { id },
          body: {
            reason: given(form, 'reason'),
            ...filled(form, 'organisation'),
            ...filled(form, 'assignee'),
          },
        })
      }
    >
      <ColleagueChoice id={id} name="assignee" label={say(texts.toColleague)} />
      <OrganisationInput name="organisation" label={say(texts.toOrganisation)} />
      <Reason />
    </ActForm>
  );
}

/** Keeps a colleague, or another organisation, informed. */
export function CopyTo({ id }: { readonly id: string }) {
  const say = useSay();
  const act = useAct('tasks', operations.copy);
  return (
    <ActForm
      label={say(texts.copy)}
      act={act}
      onAct={(form, done) =>
        act.mutate(
          { params: { id }, body: { ...filled(form, 'person'), ...filled(form, 'organisation') } },
          { onSuccess: done },
        )
      }
    >
      <ColleagueChoice id={id} name="person" label={say(texts.copyPerson)} />
      <OrganisationInput name="organisation" label={say(texts.copyOrganisation)} />
    </ActForm>
  );
}
