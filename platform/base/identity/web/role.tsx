import { Skeleton, useCall, useSay } from '#ui';
import { operations } from '../contract.ts';
import { Grants } from './grants.tsx';

const MINUTES = 60_000;

const useRole = (code: string) => {
  const roles = useCall('identity', operations.roles, {}, { staleMs: 10 * MINUTES });
  return { pending: roles.isPending, role: roles.data?.items.find((each) => each.code === code) };
};

/** What the city calls a role. */
export function RoleName({ code }: { readonly code: string }) {
  const say = useSay();
  const { role } = useRole(code);
  return <span title={code}>{role ? say(role.title) : code}</span>;
}

/** A role by name and what it may do. */
export function RoleRights({ code }: { readonly code: string }) {
  const { pending, role } = useRole(code);
  if (pending) return <Skeleton lines={3} />;
  return (
    <>
      <p className="strong">
        <RoleName code={code} />
      </p>
      {role && <Grants grants={role.grants} />}
    </>
  );
}
