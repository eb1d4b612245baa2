import { indicatorPoint } from '#kernel/indicator';
import { lineagePoint } from '#kernel/lineage';
import { contribute } from '#kernel/point';
import { publishedViewPoint } from '#kernel/published-view';
import { samplingFramePoint } from '#kernel/sampling';
import { playedPoint } from '#kernel/simulation';
import { prefillPoint } from '#platform/base/forms';
import { subjectNamesPoint } from '#platform/base/ledger';
import { taskKindPoint } from '#platform/base/tasks';
import { registeredPersonPoint } from '#platform/base/identity';
import { occupantPoint } from '#platform/data/addresses';
import { knownSourcePoint } from '#platform/data/quality';
import { standingRelations } from './files/relations.ts';
import { fileSectionPoint } from './files/sections.ts';
import { gridOffice } from './grids/simulate.ts';
import { registration } from './households/simulate.ts';
import { indicators } from './indicators.ts';
import { knownCompanies, knownPersons } from './known.ts';
import { joinStep } from './lineage.ts';
import { companiesAt, personsAt } from './occupants.ts';
import { ledgerNames } from './ledger-names.ts';
import { companyPrefill, householdPrefill, personPrefill } from './prefill.ts';
import { personView } from './published.ts';
import { findRegisteredPerson } from './me.ts';
import { residents } from './sampling.ts';
import { landBureau } from './resources/simulate.ts';

/** What the registers add to the points of others. */
export const contributes = [
  ...indicators.map((figure) => contribute(indicatorPoint, figure)),
  contribute(prefillPoint, personPrefill),
  contribute(subjectNamesPoint, ledgerNames),
  contribute(samplingFramePoint, residents),
  contribute(registeredPersonPoint, findRegisteredPerson),
  contribute(prefillPoint, companyPrefill),
  contribute(prefillPoint, householdPrefill),
  contribute(knownSourcePoint, knownPersons),
  contribute(knownSourcePoint, knownCompanies),
  contribute(lineagePoint, joinStep),
  contribute(publishedViewPoint, personView),
  contribute(playedPoint, registration),
  contribute(playedPoint, landBureau),
  contribute(playedPoint, gridOffice),
  contribute(fileSectionPoint, standingRelations),
  contribute(occupantPoint, personsAt),
  contribute(occupantPoint, companiesAt),
  contribute(taskKindPoint, {
    kind: 'registers.overlap',
    title: { zh: '自然资源重叠待核对', en: 'Overlaps of natural resources to check' },
    clock: { unit: 'working-days', amount: 10 },
  }),
  contribute(taskKindPoint, {
    kind: 'registers.regroup',
    title: { zh: '人员合并或拆分待第二人决定', en: 'Persons to merge or part, for a second person' },
    clock: { unit: 'working-days', amount: 5 },
  }),
];
