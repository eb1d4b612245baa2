import { useCall, useSay } from '#ui';
import type { Text } from '#kernel/texts';
import { operations } from '../contract.ts';
import { texts } from './words.ts';

export const reaches: Readonly<Record<string, Text>> = {
  own: { zh: '本人', en: 'own' },
  department: { zh: '本单位', en: 'department' },
  division: { zh: '本区划', en: 'division' },
  city: { zh: '全市', en: 'city' },
};
const HOUR = 3_600_000;

interface GrantsProps {
  readonly grants: readonly string[];
  /** Where they are being chosen: takes one away again. */
  readonly onRemove?: (grant: string) => void;
}

/** What may be done and how far it reaches, in words; the grant as it is written stays in the title. */
export function Grants({ grants, onRemove }: GrantsProps) {
  const say = useSay();
  const { data } = useCall('identity', operations.permissions, {}, { staleMs: HOUR });
  const titles = new Map(data?.items.map(({ permission, title }) => [permission, title]));
  return (
    <ul className="plain small">
      {grants.map((grant) => {
        const [permission = grant, scope = 'city'] = grant.split('@');
        const title = titles.get(permission);
        const reach = reaches[scope];
        return (
          <li key={grant} title={grant}>
            {title ? say(title) : permission} <span className="quiet">{reach ? say(reach) : scope}</span>
            {onRemove && (
              <button
                type="button"
                className="button plain small icon"
                aria-label={say(texts.removeGrant, { grant: title ? say(title) : permission })}
                onClick={() => onRemove(grant)}
              >
                ×
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
