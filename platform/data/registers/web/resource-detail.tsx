import { Link } from 'react-router';
import { recordPath, useSay, type AnyRow } from '#ui';
import { NaturalResource, ResourceOverlap } from '../records.ts';

const onMap = { zh: '在地图上看', en: 'See it on the map' };

function OnMap({ list, code }: { readonly list: string; readonly code: string }) {
  const say = useSay();
  return (
    <Link className="button second" to={`${list}?view=map&open=${encodeURIComponent(code)}`}>
      {say(onMap)}
    </Link>
  );
}

/** A natural resource; its boundary is seen on the map and not in words. */
export const resourceDetail = {
  fields: Object.keys(NaturalResource.fields).filter((name) => name !== 'boundary'),
  actions: (row: AnyRow) =>
    row['boundary'] ? <OnMap list={recordPath(NaturalResource)} code={String(row['code'])} /> : null,
};

/** Two units that lie over each other; where, is seen on the map. */
export const overlapDetail = {
  fields: Object.keys(ResourceOverlap.fields).filter((name) => name !== 'shape'),
  actions: (row: AnyRow) =>
    row['shape'] ? <OnMap list={recordPath(ResourceOverlap)} code={String(row['id'])} /> : null,
};
