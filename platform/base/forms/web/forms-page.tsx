import { Link } from 'react-router';
import { EmptyState, PageHead, ProblemNote, ScrollRegion, Skeleton, useCall, useMay, useSay } from '#ui';
import { operations, type Form } from '../contract.ts';
import { texts } from './words.ts';

const heads = ['title', 'state', 'version', 'actions'] as const;

function Row({ form }: { readonly form: Form }) {
  const say = useSay();
  const may = useMay();
  return (
    <tr>
      <td>
        {say(form.title)}
        <div className="small quiet mono">{form.code}</div>
      </td>
      <td>{say(texts[form.state])}</td>
      <td>{form.version}</td>
      <td className="row">
        {may('forms:design') && (
          <Link className="button small" to={`/forms/design/${form.code}`}>
            {say(texts.design)}
            <span className="visually-hidden"> {say(form.title)}</span>
          </Link>
        )}
        <Link className="button small" to={`/forms/answers/${form.code}`}>
          {say(texts.answers)}
          <span className="visually-hidden"> {say(form.title)}</span>
        </Link>
      </td>
    </tr>
  );
}

/** Forms of the city, with the way to their design and their answers. */
export function FormsPage() {
  const say = useSay();
  const may = useMay();
  const forms = useCall('forms', operations.forms, {});
  const items = forms.data?.items ?? [];
  const actions = may('forms:design') && (
    <Link className="button primary" to="/forms/design/new">
      {say(texts.newForm)}
    </Link>
  );
  return (
    <div className="stack">
      <PageHead title={say(texts.forms)} lead={say(texts.lead)} actions={actions} />
      {forms.isError && <ProblemNote problem={forms.error} onRetry={() => void forms.refetch()} />}
      {forms.isPending && <Skeleton lines={4} />}
      {forms.data && items.length === 0 && <EmptyState title={say(texts.none)} hint={say(texts.noneHint)} />}
      {items.length > 0 && (
        <ScrollRegion label={say(texts.forms)}>
          <table className="data-table">
            <thead>
              <tr>
                {heads.map((head) => (
                  <th key={head} scope="col">
                    {say(texts[head])}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {items.map((form) => (
                <Row key={`${form.code} ${form.version}`} form={form} />
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </div>
  );
}
