import { PageHead, ProblemNote, Skeleton, Tag, useCall, useSay } from '#ui';
import type { Text } from '#kernel/texts';
import { operations } from '../contract.ts';
import { Grants } from './grants.tsx';
import { texts } from './words.ts';

const duties: Readonly<Record<string, Text>> = {
  system: { zh: '系统管理', en: 'System administration' },
  security: { zh: '安全管理', en: 'Security administration' },
  audit: { zh: '审计', en: 'Audit' },
};

/** The roles of the city and what each may do. They are changed in the city's `roles.yaml`. */
export function RolesPage() {
  const say = useSay();
  const roles = useCall('identity', operations.roles, {});
  return (
    <div className="stack">
      <PageHead title={say(texts.roles)} lead={say(texts.rolesLead)} />
      {roles.isError && <ProblemNote problem={roles.error} onRetry={() => void roles.refetch()} />}
      {roles.isPending && <Skeleton lines={6} />}
      {roles.data?.items.map(({ code, title, duty, grants }) => (
        <section key={code} className="sheet stack tight" aria-labelledby={`role-${code}`}>
          <h2 id={`role-${code}`}>
            {say(title)} <span className="mono quiet small">{code}</span>{' '}
            {duty && <Tag tone="seal">{say(duties[duty] ?? { zh: duty, en: duty })}</Tag>}
          </h2>
          <Grants grants={grants} />
        </section>
      ))}
    </div>
  );
}
