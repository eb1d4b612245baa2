import { codesModule } from '#platform/base/codes';
import { documentsModule } from '#platform/base/documents';
import { formsModule } from '#platform/base/forms';
import { identityModule } from '#platform/base/identity';
import { ledgerModule } from '#platform/base/ledger';
import { organisationsModule } from '#platform/base/organisations';
import { paymentsModule } from '#platform/base/payments';
import { publishingModule } from '#platform/base/publishing';
import { relationsModule } from '#platform/base/relations';
import { tasksModule } from '#platform/base/tasks';
import { catalogueModule } from '#platform/data/catalogue';
import { ingestionModule } from '#platform/data/ingestion';
import { qualityModule } from '#platform/data/quality';
import { addressesModule } from '#platform/data/addresses';
import { registersModule } from '#platform/data/registers';
import { assessmentModule } from '#platform/matter/assessment';
import { workflowModule } from '#platform/matter/workflow';
import grants from '../module.ts';

/** What grants stand on, and grants. */
export const everything = [
  organisationsModule,
  codesModule,
  identityModule,
  ledgerModule,
  tasksModule,
  documentsModule,
  formsModule,
  relationsModule,
  paymentsModule,
  publishingModule,
  catalogueModule,
  ingestionModule,
  qualityModule,
  addressesModule,
  registersModule,
  assessmentModule,
  workflowModule,
  grants,
];
