import { useId } from 'react';
import { ProblemNote, useAct, useCall, useSay } from '#ui';
import { operations } from '../contract.ts';
import { texts } from './words.ts';

const given = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
};

function bodyOf(form: FormData) {
  const organisation = given(form, 'organisation');
  const assignee = given(form, 'assignee');
  return {
    reason: given(form, 'reason'),
    ...(organisation === '' ? {} : { organisation }),
    ...(assignee === '' ? {} : { assignee }),
  };
}

/** To a colleague of the same department, or to another department, with the reason. */
export function HandOver({ id }: { readonly id: string }) {
  const say = useSay();
  const field = useId();
  const colleagues = useCall('tasks', operations.colleagues, { params: { id } });
  const act = useAct('tasks', operations.handOver);
  return (
    <details>
      <summary>{say(texts.handOver)}</summary>
      <form
        className="stack tight"
        onSubmit={(event) => {
          event.preventDefault();
          act.mutate({ params: { id }, body: bodyOf(new FormData(event.currentTarget)) });
        }}
      >
        <div className="field">
          <label htmlFor={`${field}-colleague`}>{say(texts.toColleague)}</label>
          <select id={`${field}-colleague`} className="select" name="assignee" defaultValue="">
            <option value="">—</option>
            {colleagues.data?.items.map((each) => (
              <option key={each.id} value={each.id}>
                {each.name}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor={`${field}-organisation`}>{say(texts.toOrganisation)}</label>
          <input id={`${field}-organisation`} className="input" name="organisation" maxLength={64} />
        </div>
        <div className="field">
          <label htmlFor={`${field}-reason`}>{say(texts.reason)}</label>
          <textarea
            id={`${field}-reason`}
            className="textarea"
            name="reason"
            required
            maxLength={1000}
            rows={2}
          />
        </div>
        <div className="row">
          <button type="submit" className="button small" disabled={act.isPending}>
            {say(texts.handOver)}
          </button>
        </div>
        {act.isError && <ProblemNote problem={act.error} />}
      </form>
    </details>
  );
}
