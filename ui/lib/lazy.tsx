import { type ComponentProps, lazy, Suspense } from 'react';
import { Skeleton } from '../feedback/skeleton.tsx';

const Chart = lazy(async () => ({ default: (await import('../chart/chart.tsx')).Chart }));
const CityMap = lazy(async () => ({ default: (await import('../map/city-map.tsx')).CityMap }));

/** `Chart`; ECharts comes with the first one. */
export const LazyChart = (props: ComponentProps<typeof Chart>) => (
  <Suspense fallback={<Skeleton lines={5} />}>
    <Chart {...props} />
  </Suspense>
);

/** `CityMap`; MapLibre comes with the first one. */
export const LazyCityMap = (props: ComponentProps<typeof CityMap>) => (
  <Suspense fallback={<Skeleton lines={8} />}>
    <CityMap {...props} />
  </Suspense>
);
