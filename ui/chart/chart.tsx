import { useEffect, useId, useRef, useState } from 'react';
import { useLanguage, useSay } from '../language/language.tsx';
import { useNight } from '../theme/night.ts';
import { readTokens } from '../theme/tokens.ts';
import { words } from '../words.ts';
import { chartOptions } from './chart-options.ts';
import { ChartTable } from './chart-table.tsx';
import type { ChartData } from './chart-types.ts';
import { drawInto, type Drawn } from './echarts.ts';

interface ChartProps {
  readonly data: ChartData;
  readonly height?: number;
  /** Opens the rows behind a category, from the table twin. */
  readonly categoryPath?: (index: number) => string | undefined;
}

/** A chart and its table: the same figures, one at a time before the eyes, both for the ear. */
export function Chart({ data, height = 260, categoryPath }: ChartProps) {
  const say = useSay();
  const { language } = useLanguage();
  const night = useNight();
  const id = useId();
  const [asTable, setAsTable] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const drawn = useRef<Drawn>(undefined);
  useEffect(() => {
    if (asTable || !place.current) return undefined;
    drawn.current = drawInto(place.current);
    return () => drawn.current?.dispose();
  }, [asTable]);
  useEffect(() => {
    if (!asTable) drawn.current?.draw(chartOptions(data, readTokens(), language));
  }, [data, language, night, asTable]);
  return (
    <figure className="chart" aria-labelledby={id}>
      <figcaption className="row apart">
        <span id={id} className="strong">
          {say(data.title)}
        </span>
        <button
          type="button"
          className="link no-print"
          aria-pressed={asTable}
          onClick={() => setAsTable(!asTable)}
        >
          {say(asTable ? words.chart : words.table)}
        </button>
      </figcaption>
      {!asTable && <div ref={place} style={{ blockSize: height }} aria-hidden="true" />}
      <div className={asTable ? undefined : 'visually-hidden'}>
        <ChartTable data={data} {...(categoryPath ? { categoryPath } : {})} />
      </div>
      {data.note && <p className="small quiet">{say(data.note)}</p>}
    </figure>
  );
}
