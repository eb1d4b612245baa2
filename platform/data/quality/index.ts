export { batchChecked } from './events.ts';
export { checkedRows, proveMended, raiseFindings, type CheckedRow, type RaisedFinding } from './faces.ts';
export { knownSourcePoint, type KnownSource } from './known-sources.ts';
export { Finding } from './records.ts';

/** For tests and whoever composes a city of some modules. */
export { default as qualityModule } from './module.ts';
