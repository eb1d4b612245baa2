import type { Command } from '../command.ts';
import { auditVerify } from './audit-verify.ts';
import { backup } from './backup.ts';
import { cityCheck } from './city-check.ts';
import { clientCreate } from './client-create.ts';
import { config } from './config.ts';
import { linkCommand } from './link.ts';
import { restore } from './restore.ts';
import { simulate } from './simulate.ts';

/** Everything that `yj` can do. */
export const commands: readonly Command[] = [
  config,
  cityCheck,
  clientCreate,
  auditVerify,
  backup,
  restore,
  linkCommand,
  simulate,
];
