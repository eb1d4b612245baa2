export { batchChecked } from './events.ts';
export { checkedRows, proveMended, raiseFindings, type CheckedRow, type RaisedFinding } from './faces.ts';
export { Finding } from './records.ts';
