import { pages as networks } from '#domains/infrastructure/networks/web';
import { pages as elevators } from '#domains/management/elevators/web';
import { pages as fleet } from '#domains/management/fleet/web';
import { pages as cloud } from '#domains/infrastructure/cloud/web';
import { pages as decisionSupport } from '#domains/government/decision-support/web';
import { pages as reports } from '#domains/government/reports/web';
import { pages as performance } from '#domains/government/performance/web';
import { pages as projects } from '#domains/programme/projects/web';
import { pages as security } from '#domains/programme/security/web';
import { pages as targets } from '#domains/programme/targets/web';
import { pages as reporting } from '#domains/resources/reporting/web';
import { pages as openData } from '#domains/resources/open-data/web';
import { pages as health } from '#domains/services/health/web';
import { pages as foodSafety } from '#domains/services/food-safety/web';
import { pages as assessment } from '#platform/matter/assessment/web';
import { pages as grants } from '#platform/matter/grants/web';
import { pages as inspections } from '#platform/matter/inspections/web';
import { pages as applications } from '#platform/base/applications/web';
import { pages as codes } from '#platform/base/codes/web';
import { pages as documents } from '#platform/base/documents/web';
import { pages as emergency } from '#platform/base/emergency/web';
import { pages as feedback } from '#platform/base/feedback/web';
import { pages as forms } from '#platform/base/forms/web';
import { pages as identity } from '#platform/base/identity/web';
import { pages as ledger } from '#platform/base/ledger/web';
import { pages as notifications } from '#platform/base/notifications/web';
import { pages as organisations } from '#platform/base/organisations/web';
import { pages as publishing } from '#platform/base/publishing/web';
import { pages as questions } from '#platform/base/questions/web';
import { pages as search } from '#platform/base/search/web';
import { pages as payments } from '#platform/base/payments/web';
import { pages as scheduling } from '#platform/base/scheduling/web';
import { pages as relations } from '#platform/base/relations/web';
import { pages as tasks } from '#platform/base/tasks/web';
import { pages as addresses } from '#platform/data/addresses/web';
import { pages as catalogue } from '#platform/data/catalogue/web';
import { pages as cataloguing } from '#domains/resources/cataloguing/web';
import { pages as exchange } from '#platform/data/exchange/web';
import { pages as nodes } from '#platform/data/nodes/web';
import { pages as handover } from '#platform/data/handover/web';
import { pages as ingestion } from '#platform/data/ingestion/web';
import { pages as quality } from '#platform/data/quality/web';
import { pages as linkage } from '#platform/data/linkage/web';
import { pages as reconciliation } from '#platform/data/reconciliation/web';
import { pages as registers } from '#platform/data/registers/web';
import { pages as sources } from '#platform/data/sources/web';
import { pages as indicators } from '#platform/sense/indicators/web';
import { pages as lineage } from '#platform/sense/lineage/web';
import { pages as tracks } from '#platform/sense/tracks/web';
import type { Page } from '#ui';

/** What the console shows: the pages of each module, in one list. Take a line out and the rest still works. */
export const pages: readonly Page[] = [
  // platform/base
  ...tasks,
  ...documents,
  ...notifications,
  ...publishing,
  ...feedback,
  ...applications,
  ...scheduling,
  ...payments,
  ...forms,
  ...organisations,
  ...codes,
  ...identity,
  ...ledger,
  ...questions,
  ...search,
  ...emergency,
  ...relations,
  // platform/data
  ...addresses,
  ...catalogue,
  ...exchange,
  ...nodes,
  ...ingestion,
  ...sources,
  ...handover,
  ...quality,
  ...reconciliation,
  ...registers,
  ...linkage,
  // platform/sense
  ...indicators,
  ...lineage,
  ...tracks,
  // platform/matter
  ...inspections,
  ...assessment,
  ...grants,
  // domains
  ...cataloguing,
  ...decisionSupport,
  ...reports,
  ...performance,
  ...targets,
  ...projects,
  ...health,
  ...networks,
  ...foodSafety,
  ...fleet,
  ...elevators,
  ...cloud,
  ...security,
  ...openData,
  ...reporting,
];
