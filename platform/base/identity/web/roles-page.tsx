import { PageHead, ProblemNote, Skeleton, Tag, useCall, useSay } from '#ui';
import { operations } from '../contract.ts';
import { texts } from './words.ts';

/** The roles of the city and what each may do. They are changed in the city's `roles.yaml`. */
export function RolesPage() {
  const say = useSay();
  const roles = useCall('identity', operations.roles, {});
  return (
    <div className="stack">
      <PageHead title={say(texts.roles)} lead={<code>roles.yaml</code>} />
      {roles.isError && <ProblemNote problem={roles.error} onRetry={() => void roles.refetch()} />}
      {roles.isPending && <Skeleton lines={6} />}
      {roles.data?.items.map(({ code, title, duty, grants }) => (
        <section key={code} className="sheet stack tight" aria-labelledby={`role-${code}`}>
          <h2 id={`role-${code}`}>
            {say(title)} <span className="mono quiet small">{code}</span>{' '}
            {duty && <Tag tone="seal">{duty}</Tag>}
          </h2>
          <p className="mono small">{grants.join('  ')}</p>
        </section>
      ))}
    </div>
  );
}
