/**
 * The shared pieces of page. Charts and the map come lazily: a page that shows none does not load them, and what is
 * imported from here costs only what is used. An app calls `wearLook` once for the styles.
 */
export type { Page, PageGroup } from './page.ts';

export { LanguageProvider, useLanguage, useSay, type Say } from './language/language.tsx';
export { bytes, capped, dateOf, duration, instantOf, number, relative } from './language/formats.ts';
export { Time, useNow } from './language/time.tsx';
export { words } from './words.ts';

export { holds, type Session, SessionContext, useMay, useSession } from './session/session.tsx';
export { callKey, useAct, useCall } from './lib/use-call.ts';
export { randomId } from './lib/random-id.ts';
export { useCodes } from './lib/codes.ts';
export { Menu } from './lib/menu.tsx';
export { Tile, Tiles } from './lib/tiles.tsx';
export { Markdown } from './detail/markdown.tsx';
export { LazyChart as Chart, LazyCityMap as CityMap } from './lib/lazy.tsx';
export type { ChartData, ChartSeries } from './chart/chart-types.ts';
export type { Bounds, MapLayer } from './map/map-types.ts';
export { Flow, type FlowNode } from './graph/flow.tsx';

export { Shell } from './shell/shell.tsx';
export { Brand } from './shell/brand.tsx';
export { LanguageSwitch } from './shell/language-switch.tsx';
export { PageHead, PageTitle } from './shell/page-head.tsx';
export { groupTitle, KnownPages, useMyPages } from './shell/known-pages.tsx';
export { firstPage, visiblePages } from './shell/visible-pages.ts';
export { type Shortcut, ShortcutsProvider, useShortcuts } from './shortcuts/shortcuts.tsx';
export { Mark } from './theme/mark.tsx';
export { wearLook } from './theme/look.ts';
export { chooseLight, followLight, useNight } from './theme/night.ts';
export { readTokens, seriesTokens, type Token, type Tokens } from './theme/tokens.ts';

export { DrillPath, type DrillStep } from './feedback/drill-path.tsx';
export { EmptyState } from './feedback/empty-state.tsx';
export { Lamp, type LampColour } from './feedback/lamp.tsx';
export { ProblemNote } from './feedback/problem-note.tsx';
export { Skeleton } from './feedback/skeleton.tsx';
export { FreshnessTag, SimulatedTag, SourceTag, Tag, type TagTone } from './feedback/tags.tsx';
export { type Happening, Timeline } from './feedback/timeline.tsx';

export { HeadRow, Heads } from './table/head-row.tsx';
export { PlainTable } from './table/plain-table.tsx';
export { ScrollRegion } from './table/scroll-region.tsx';
export { TablePage, type TablePageProps } from './table/table-page.tsx';
export type { BulkAction, BulkPreview } from './table/bulk-bar.tsx';
export type { Choice, Column, Filter, ListPage, ListSource } from './table/list-types.ts';
export type { ListQuery } from './table/list-state.ts';

export { AsOf } from './detail/as-of.tsx';
export { DetailPage, type DetailSection } from './detail/detail-page.tsx';
export { FieldList, type FieldLine } from './detail/field-list.tsx';
export { CodeValue, FieldValue, ReferenceValue } from './detail/field-value.tsx';
export { MaskedText } from './detail/masked-text.tsx';
export { Reveal } from './detail/reveal.tsx';

export { type ActButton, type ActForm, ActForms, type Said } from './form/act-forms.tsx';
export { DateInput } from './form/date-input.tsx';
export { DayAndTime, dayAndTimeOf } from './form/day-and-time.tsx';
export { ErrorSummary, type SummaryError } from './form/error-summary.tsx';
export { FileInput } from './form/file-input.tsx';
export { FormField, fieldId } from './form/form-field.tsx';
export { Amount, Line, Pick } from './form/line-fields.tsx';
export { OnceMore } from './form/once-more.tsx';
export { WordsForm } from './form/words-form.tsx';
export { type ImportAdapter, type ImportField, type Mapping } from './import/import-adapter.ts';
export { ImportWizard } from './import/import-wizard.tsx';
export { Steps } from './import/steps.tsx';

export { ExportButton, type ExportFormat } from './job/export-button.tsx';
export { JobProgress } from './job/job-progress.tsx';
export { JobsProvider, useJob, useJobs } from './job/jobs.tsx';
export { fileAddress, type JobView } from './job/job-view.ts';

export { KnownRecords, recordPath, useKnownRecord } from './record/known-records.tsx';
export { useLabel } from './record/labels.ts';
export { type AnyRow, recordColumns, recordFilters } from './record/record-columns.tsx';
export { RecordDetail, type RecordDetailProps } from './record/record-detail.tsx';
export { RecordDetailPage } from './record/record-detail-page.tsx';
export { RecordFormPage } from './record/record-form-page.tsx';
export { RecordHistory } from './record/record-history.tsx';
export { RecordImportPage } from './record/record-import-page.tsx';
export { RecordListPage, type RecordListProps } from './record/record-list-page.tsx';
export { recordPages, type RecordPagesOptions } from './record/record-pages.ts';
export { recordSource } from './record/record-source.ts';
