import type { Geometry } from 'geojson';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { RecordOf } from '#kernel/record';
import { type Say, useSay } from '../language/language.tsx';
import { LazyCityMap } from '../lib/lazy.tsx';
import { boundsOf } from '../map/bounds.ts';
import type { MapLayer } from '../map/map-types.ts';
import type { ListPage } from '../table/list-types.ts';
import { labelOf } from './labels.ts';
import { type AnyRow, keyOfRow } from './record-columns.tsx';

interface MapViewProps {
  readonly record: RecordOf;
  readonly page: ListPage<AnyRow> | undefined;
  readonly onOpen: (key: string) => void;
}

const texts = {
  page: { zh: '本页列出的 {count} 条', en: 'The {count} of this page' },
};

/** All rows of a record as tiles, those of the page on top, and the same page as a list. Either opens the other. */
export function RecordMapView({ record, page, onOpen }: MapViewProps) {
  const say = useSay();
  const [search] = useSearchParams();
  const chosen = search.get('open') ?? undefined;
  const items = page?.items;
  const layers = useMemo(() => layersOf(record, items ?? [], say), [record, items, say]);
  const bounds = useMemo(
    () => boundsOf((items ?? []).map((row) => row[record.map?.geometry ?? ''])),
    [record, items],
  );
  return (
    <LazyCityMap
      label={record.title}
      layers={layers}
      bounds={bounds}
      chosen={chosen}
      onChoose={onOpen}
      list={
        <section className="stack tight">
          <h2>{say(texts.page, { count: items?.length ?? 0 })}</h2>
          <ul className="plain map-list">
            {items?.map((row) => {
              const key = keyOfRow(record, row);
              return (
                <li key={key}>
                  <button
                    type="button"
                    className="link"
                    aria-current={key === chosen}
                    onClick={() => onOpen(key)}
                  >
                    {say(labelOf(record, row))}
                  </button>
                </li>
              );
            })}
          </ul>
        </section>
      }
    />
  );
}

function layersOf(record: RecordOf, items: readonly AnyRow[], say: Say): readonly MapLayer[] {
  const geometry = record.map?.geometry ?? '';
  const shape = record.fields[geometry]?.kind === 'point' ? 'point' : 'area';
  const features = items.flatMap((row) => {
    const drawn = row[geometry] as Geometry | null | undefined;
    const properties = { key: keyOfRow(record, row), label: say(labelOf(record, row)) };
    return drawn ? [{ type: 'Feature' as const, geometry: drawn, properties }] : [];
  });
  return [
    {
      id: 'all',
      title: { zh: `全部${record.title.zh}`, en: `All: ${record.title.en}` },
      colour: 'ink-3',
      shape,
      key: 'key',
      label: 'label',
      labelFrom: 10,
      tiles: `/api/${record.module}/${record.plural}/tiles/{z}/{x}/{y}`,
      tileLayer: record.name,
    },
    {
      id: 'page',
      title: { zh: '本页', en: 'This page' },
      colour: 'celadon',
      shape,
      key: 'key',
      label: 'label',
      features: { type: 'FeatureCollection', features },
    },
  ];
}
