import { Link } from 'react-router';
import { recordPath, useSay, type AnyRow } from '#ui';
import { NaturalResource } from '../records.ts';

const onMap = { zh: '在地图上看', en: 'See it on the map' };

function OnMap({ code }: { readonly code: string }) {
  const say = useSay();
  return (
    <Link
      className="button second"
      to={`${recordPath(NaturalResource)}?view=map&open=${encodeURIComponent(code)}`}
    >
      {say(onMap)}
    </Link>
  );
}

/** A natural resource; its boundary is seen on the map and not in words. */
export const resourceDetail = {
  fields: Object.keys(NaturalResource.fields).filter((name) => name !== 'boundary'),
  actions: (row: AnyRow) => (row['boundary'] ? <OnMap code={String(row['code'])} /> : null),
};
