import type { CityModule } from '#kernel/module';
import codes from '../../platform/base/codes/module.ts';
import identity from '../../platform/base/identity/module.ts';
import ledger from '../../platform/base/ledger/module.ts';
import organisations from '../../platform/base/organisations/module.ts';
import tasks from '../../platform/base/tasks/module.ts';
import scheduling from '../../platform/base/scheduling/module.ts';
import payments from '../../platform/base/payments/module.ts';
import catalogue from '../../platform/data/catalogue/module.ts';
import ingestion from '../../platform/data/ingestion/module.ts';
import quality from '../../platform/data/quality/module.ts';
import registers from '../../platform/data/registers/module.ts';
import indicators from '../../platform/sense/indicators/module.ts';
import health from '../../domains/services/health/module.ts';
import projects from '../../domains/programme/projects/module.ts';
import targets from '../../domains/programme/targets/module.ts';
import documents from '../../platform/base/documents/module.ts';
import questions from '../../platform/base/questions/module.ts';
import search from '../../platform/base/search/module.ts';
import emergency from '../../platform/base/emergency/module.ts';
import relations from '../../platform/base/relations/module.ts';
import forms from '../../platform/base/forms/module.ts';
import networks from '../../domains/infrastructure/networks/module.ts';
import notifications from '../../platform/base/notifications/module.ts';
import inspections from '../../platform/matter/inspections/module.ts';
import foodSafety from '../../domains/services/food-safety/module.ts';
import tracks from '../../platform/sense/tracks/module.ts';
import fleet from '../../domains/management/fleet/module.ts';
import publishing from '../../platform/base/publishing/module.ts';
import security from '../../domains/programme/security/module.ts';
import cloud from '../../domains/infrastructure/cloud/module.ts';
import feedback from '../../platform/base/feedback/module.ts';
import applications from '../../platform/base/applications/module.ts';
import assessment from '../../platform/matter/assessment/module.ts';
import grants from '../../platform/matter/grants/module.ts';
import workflow from '../../platform/matter/workflow/module.ts';
import elevators from '../../domains/management/elevators/module.ts';
import addresses from '../../platform/data/addresses/module.ts';
import sources from '../../platform/data/sources/module.ts';
import lineage from '../../platform/sense/lineage/module.ts';
import reconciliation from '../../platform/data/reconciliation/module.ts';
import linkage from '../../platform/data/linkage/module.ts';
import handover from '../../platform/data/handover/module.ts';
import cataloguing from '../../domains/resources/cataloguing/module.ts';
import exchange from '../../platform/data/exchange/module.ts';
import nodes from '../../platform/data/nodes/module.ts';
import openData from '../../domains/resources/open-data/module.ts';
import reporting from '../../domains/resources/reporting/module.ts';
import decisionSupport from '../../domains/government/decision-support/module.ts';
import reports from '../../domains/government/reports/module.ts';
import performance from '../../domains/government/performance/module.ts';
import operationsCentre from '../../domains/management/operations-centre/module.ts';

/** What this city runs. Take a line out and the rest still runs, unless something that is left depends on it. */
export const modules: readonly CityModule[] = [
  // platform/base
  organisations,
  codes,
  identity,
  ledger,
  tasks,
  documents,
  questions,
  search,
  scheduling,
  emergency,
  relations,
  payments,
  forms,
  notifications,
  publishing,
  feedback,
  applications,
  // platform/data
  catalogue,
  ingestion,
  quality,
  registers,
  addresses,
  sources,
  reconciliation,
  linkage,
  handover,
  exchange,
  nodes,
  // platform/sense
  indicators,
  tracks,
  lineage,
  // platform/matter
  inspections,
  assessment,
  workflow,
  grants,
  // domains/programme
  targets,
  projects,
  security,
  // domains/infrastructure
  networks,
  cloud,
  // domains/resources
  cataloguing,
  reporting,
  // domains/services
  health,
  foodSafety,
  // domains/management
  fleet,
  elevators,
  operationsCentre,
  // domains/resources: last, for what it opens must be there
  openData,
  decisionSupport,
  reports,
  performance,
];
