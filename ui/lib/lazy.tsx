import { type ComponentProps, lazy, Suspense } from 'react';
import { Skeleton } from '../feedback/skeleton.tsx';

const Chart = lazy(async () => ({ default: (await import('../chart/chart.tsx')).Chart }));
const CityMap = lazy(async () => ({ default: (await import('../map/city-map.tsx')).CityMap }));
const AntdTheme = lazy(async () => ({ default: (await import('../theme/antd-theme.tsx')).AntdTheme }));

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

/** `AntdTheme`; antd comes with the first part of page that uses it. */
export const LazyAntdTheme = (props: ComponentProps<typeof AntdTheme>) => (
  <Suspense fallback={<Skeleton lines={5} />}>
    <AntdTheme {...props} />
  </Suspense>
);
