export {
  associateSeries,
  associateTable,
  correlate,
  falseDiscoveries,
  type Correlation,
  type SeriesAssociation,
  type TableAssociation,
} from './association.ts';
export { findChangePoints, type ChangePoint, type ChangePoints } from './change-points.ts';
export { chiSquareAbove } from './distributions.ts';
export { findDrivers, type Driver, type Drivers, type Slice } from './drivers.ts';
export { MiningError, type Check, type Checked, type MiningErrorCode, type Warning } from './finding.ts';
export { findOutliers, type Outlier, type Outliers } from './outliers.ts';
export { findSegments, type Segment, type Segments, type Unit } from './segments.ts';
export { findOutliersInSeries, withoutSeason } from './seasonal.ts';
