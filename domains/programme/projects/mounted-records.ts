import { mountRecord } from '#kernel/module';
import * as concessions from './concessions/writing.ts';
import { proposalWriting } from './proposals/writing.ts';
import * as record from './records.ts';
import { riskWriting } from './risks/writing.ts';
import * as tendering from './tendering/writing.ts';
import * as writing from './undertakings/writing.ts';

/** Each record with what the module sees to itself when it is written. */
export const records = [
  mountRecord(record.Project),
  mountRecord(record.Proposal, proposalWriting),
  mountRecord(record.Counterpart),
  mountRecord(record.Undertaking, writing.undertakingWriting),
  mountRecord(record.Baseline),
  mountRecord(record.Activity, writing.activityWriting),
  mountRecord(record.Report),
  mountRecord(record.Tender, tendering.tenderWriting),
  mountRecord(record.Contract, tendering.contractWriting),
  mountRecord(record.ContractChange, tendering.changeWriting),
  mountRecord(record.Payment, writing.paymentWriting),
  mountRecord(record.Document),
  mountRecord(record.Risk, riskWriting),
  mountRecord(record.Concession, concessions.concessionWriting),
  mountRecord(record.Revenue, concessions.revenueWriting),
  mountRecord(record.Remittance, concessions.remittanceWriting),
];
