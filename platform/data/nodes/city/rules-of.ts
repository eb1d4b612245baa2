import type { Db } from '#kernel/db';
import { findStanding } from '../log/standing-store.ts';
import { NodeRules } from './settings.ts';

const usual: NodeRules = {
  office: '',
  lease_seconds: 300,
  key_days: 90,
  code_minutes: 1440,
  silent_minutes: 15,
  payload_days: 30,
  skew_seconds: 60,
};

/** As the city's file says them. */
export async function rulesOf(db: Db): Promise<NodeRules> {
  const said = await findStanding<unknown>(db, 'rules');
  return said === undefined ? usual : NodeRules.parse({ ...usual, ...(said as object) });
}
