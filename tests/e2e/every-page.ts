/** A page that people look at, with somebody who may see it. */
export interface SeenPage {
  readonly name: string;
  /** Below the origin; `{key}` is the first row's key, where `rows` says whose. */
  readonly path: string;
  /** Of a demonstration account; nobody is signed in when absent. */
  readonly account?: string;
  /** A list of the interface, and the property of its rows that is their key. */
  readonly rows?: { readonly from: string; readonly key: string };
}

const office = 'data-office';
const clerk = 'rsj-clerk';
const administrator = 'administrator';
const desk = 'service-desk';
const finance = 'finance';

const list = (name: string, path: string, account: string): SeenPage => ({
  name,
  path: `/console${path}`,
  account,
});

const detail = (name: string, path: string, account: string, key: string): SeenPage => ({
  name,
  path: `/console${path}/{key}`,
  account,
  rows: { from: `/api${path}?limit=1`, key },
});

/** Every page of the console that needs no key, and one of each kind that needs one. */
export const consolePages: readonly SeenPage[] = [
  { name: 'console-sign-in', path: '/console/' },
  list('console-not-found', '/there-is-no-such-page', clerk),
  list('console-not-permitted', '/identity/accounts', clerk),
  list('tasks', '/tasks', clerk),
  list('working-calendar', '/tasks/calendar', clerk),
  list('task-statistics', '/tasks/statistics', 'leader'),
  list('clinic', '/health/clinic', desk),
  list('working-calendar', '/working-calendar', clerk),
  list('task-statistics', '/task-statistics', 'leader'),
  list('roster', '/scheduling/roster', desk),
  list('queue', '/scheduling/queue', desk),
  list('bookings', '/scheduling/bookings', desk),
  list('waiting', '/scheduling/waiting', desk),
  list('stop', '/scheduling/stop', desk),
  list('resources', '/scheduling/resources', desk),
  list('resource-new', '/scheduling/resources/new', desk),
  list('weekly-sessions', '/scheduling/sessions', desk),
  list('weekly-session-new', '/scheduling/sessions/new', desk),
  list('exceptions', '/scheduling/exceptions', desk),
  list('exception-new', '/scheduling/exceptions/new', desk),
  list('duties', '/scheduling/duties', desk),
  list('duty-new', '/scheduling/duties/new', desk),
  list('orders', '/payments/orders', finance),
  list('refunds', '/payments/refunds', finance),
  list('reconciliation', '/payments/reconciliation', finance),
  list('differences', '/payments/differences', finance),
  list('payouts', '/payments/payouts', finance),
  list('ask-payout', '/payments/ask-payout', 'cashier'),
  list('sessions', '/identity/sessions', clerk),
  list('entries', '/catalogue/entries', office),
  detail('entry', '/catalogue/entries', office, 'code'),
  list('hand-in-choose', '/ingestion/hand-in', clerk),
  list('hand-in', '/ingestion/hand-in/rsj-insured', clerk),
  list('batches', '/ingestion/batches', office),
  detail('batch', '/ingestion/batches', clerk, 'id'),
  list('findings', '/quality/findings', clerk),
  detail('finding', '/quality/findings', clerk, 'id'),
  list('rules', '/quality/rules', office),
  list('persons', '/registers/persons', office),
  detail('person', '/registers/persons', office, 'id'),
  list('companies', '/registers/companies', office),
  detail('company', '/registers/companies', office, 'id'),
  list('indicators', '/indicators', 'leader'),
  list('indicator', '/indicators/findings-open', office),
  list('figures', '/targets/figures', 'leader'),
  detail('figure', '/targets/figures', 'leader', 'id'),
  list('projects', '/projects/projects', 'leader'),
  detail('project', '/projects/projects', office, 'id'),
  list('organisations', '/organisations/organisations', office),
  detail('organisation', '/organisations/organisations', office, 'code'),
  list('organisation-new', '/organisations/organisations/new', office),
  list('organisation-import', '/organisations/organisations/import', office),
  list('divisions', '/organisations/divisions', office),
  detail('division', '/organisations/divisions', office, 'code'),
  list('division-new', '/organisations/divisions/new', office),
  list('division-import', '/organisations/divisions/import', office),
  list('code-look-up', '/codes/look-up', office),
  list('code-look-up-found', '/codes/look-up?table=administrative-division&q=yys&code=330281', office),
  list('code-tables', '/codes/code-tables', office),
  detail('code-table', '/codes/code-tables', office, 'id'),
  list('code-mappings', '/codes/mappings', office),
  detail('code-mapping', '/codes/mappings', office, 'key'),
  list('code-value-new', '/codes/values/new', office),
  list('code-values', '/codes/values', office),
  detail('code-value', '/codes/values', office, 'key'),
  list('accounts', '/identity/accounts', administrator),
  detail('account', '/identity/accounts', administrator, 'account'),
  list('account-new', '/identity/accounts/new', administrator),
  list('account-import', '/identity/accounts/import', administrator),
  list('posts', '/identity/posts', administrator),
  detail('post', '/identity/posts', administrator, 'code'),
  list('post-new', '/identity/posts/new', administrator),
  list('post-import', '/identity/posts/import', administrator),
  list('clients', '/identity/clients', administrator),
  list('roles', '/identity/roles', administrator),
  list('papers', '/documents/papers', office),
  list('paper-issue', '/documents/issue', office),
  list('paper-templates', '/documents/templates', office),
  list('paper-archive', '/documents/archive', office),
  list('applications', '/identity/applications', administrator),
  list('authorise-gone', '/identity/authorise?uid=gone', clerk),
  list('forms', '/forms/forms', office),
  list('form-design', '/forms/design/data-correction', office),
  list('form-answers', '/forms/answers/data-correction', office),
  list('search-index', '/search/index', office),
  list('relations', '/relations/relations', office),
  list('purposes', '/relations/purposes', office),
  detail('purpose', '/relations/purposes', office, 'code'),
  list('ledger', '/ledger/entries', 'auditor'),
  list('ledger-heads', '/ledger/heads', 'auditor'),
  list('questions-oversight', '/questions/oversight', 'auditor'),
  list('questions', '/questions/questions', office),
  list('emergency', '/emergency/access', 'doctor'),
  list('emergency-reviews', '/emergency/glasses', administrator),
  list('ledger-mine', '/ledger/mine', 'citizen'),
];

export const portalPages: readonly SeenPage[] = [
  { name: 'portal-home', path: '/' },
  { name: 'portal-home-citizen', path: '/', account: 'citizen' },
  { name: 'portal-search', path: '/search?q=%E7%A4%BE%E4%BF%9D' },
  { name: 'portal-search-pinyin', path: '/search?q=cbry' },
  { name: 'portal-search-nothing', path: '/search?q=zzzz' },
  { name: 'portal-catalogue', path: '/catalogue' },
  { name: 'portal-entry', path: '/catalogue/rsj-insured' },
  { name: 'portal-plan', path: '/plan' },
  { name: 'portal-my-data-stranger', path: '/my/data' },
  { name: 'portal-my-data', path: '/my/data', account: 'citizen' },
  { name: 'portal-my-looks', path: '/my/looks', account: 'citizen' },
  { name: 'portal-forms', path: '/forms' },
  { name: 'portal-form', path: '/forms/data-correction', account: 'citizen' },
  { name: 'portal-verify', path: '/verify' },
  { name: 'portal-verify-nothing', path: '/verify?code=NOTHING' },
  { name: 'portal-my-consents', path: '/my/consents', account: 'citizen' },
  { name: 'portal-booking', path: '/booking', account: 'citizen' },
  { name: 'portal-booking-stranger', path: '/booking' },
  { name: 'portal-my-bookings', path: '/my/bookings', account: 'citizen' },
  { name: 'portal-my-payments', path: '/my/payments', account: 'citizen' },
  { name: 'portal-sign-in', path: '/sign-in' },
  { name: 'portal-authorise-gone', path: '/authorise?uid=gone', account: 'citizen' },
  { name: 'portal-accessibility', path: '/accessibility' },
  { name: 'portal-not-found', path: '/there-is-no-such-page' },
];

export const cockpitPages: readonly SeenPage[] = [
  { name: 'cockpit', path: '/cockpit/', account: 'leader' },
  { name: 'cockpit-stranger', path: '/cockpit/' },
];
