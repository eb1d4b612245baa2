import { type Happening, ProblemNote, Skeleton, SourceTag, Timeline, useCall, useSay } from '#ui';
import { type MeasureVersion, operations } from '../../contract.ts';
import { DefinitionChanges } from './definition-changes.tsx';
import { words } from './words.ts';

/** How a definition changed, the newest first, each time in words. */
export function MeasureVersions({ code }: { readonly code: string }) {
  const say = useSay();
  const asked = useCall('indicators', operations.measureVersions, { params: { code } });
  if (asked.isPending) return <Skeleton lines={4} />;
  if (asked.isError) return <ProblemNote problem={asked.error} onRetry={() => void asked.refetch()} />;
  const { items } = asked.data;
  const titleOf = ({ stands, changes, revision }: MeasureVersion, older: MeasureVersion | undefined) => {
    if (!stands) return words.wentOut;
    if (revision === 1) return words.firstVersion;
    if (older && !older.stands) return words.cameBack;
    return changes.length === 0 ? words.sameDefinition : words.newVersion;
  };
  const told = items.map((version, index): Happening => ({
    key: String(version.revision),
    at: version.at,
    title: say(titleOf(version, items[index + 1]), { count: version.revision }),
    by: <SourceTag source={version.source} />,
    ...(version.stands ? {} : { tone: 'seal' as const }),
    body: (
      <>
        {version.reason && <p className="small">{version.reason}</p>}
        {version.changes.length > 0 && <DefinitionChanges changes={version.changes} />}
      </>
    ),
  }));
  return <Timeline items={told} label={say(words.versions)} />;
}
