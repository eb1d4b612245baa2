import type { ComponentType } from 'react';
import { AccessibilityPage } from './pages/accessibility.tsx';
import { ArticlePage } from './pages/article.tsx';
import { AuthorisePage } from './pages/authorise.tsx';
import { BookingPage } from './pages/booking.tsx';
import { CataloguePage } from './pages/catalogue.tsx';
import { CatalogueEntryPage } from './pages/catalogue-entry.tsx';
import { FormPage } from './pages/form.tsx';
import { FormsPage } from './pages/forms.tsx';
import { GrantsPage } from './pages/grants.tsx';
import { HomePage } from './pages/home.tsx';
import { KioskPage } from './pages/kiosk.tsx';
import { MyPage } from './pages/my.tsx';
import { MyActingPage } from './pages/my-acting.tsx';
import { MyConsentsPage } from './pages/my-consents.tsx';
import { MyBookingsPage } from './pages/my-bookings.tsx';
import { MyDataPage } from './pages/my-data.tsx';
import { MyDataRequestsPage } from './pages/my-data-requests.tsx';
import { MyDevicesPage } from './pages/my-devices.tsx';
import { MyLevelPage } from './pages/my-level.tsx';
import { MyGrantsPage } from './pages/my-grants.tsx';
import { MyLooksPage } from './pages/my-looks.tsx';
import { MyMattersPage } from './pages/my-matters.tsx';
import { MyMessagesPage } from './pages/my-messages.tsx';
import { MyPaymentsPage } from './pages/my-payments.tsx';
import { MyReportPage } from './pages/my-report.tsx';
import { MyReportsPage } from './pages/my-reports.tsx';
import { MyRatingsPage } from './pages/my-ratings.tsx';
import { MySurveyPage } from './pages/my-survey.tsx';
import { MySurveysPage } from './pages/my-surveys.tsx';
import { NewsPage } from './pages/news.tsx';
import { OnRequestPage } from './pages/on-request.tsx';
import { OpenDataPage } from './pages/open-data.tsx';
import { OpenResourcePage } from './pages/open-resource.tsx';
import { PlanPage } from './pages/plan.tsx';
import { RestaurantPage } from './pages/restaurant.tsx';
import { RestaurantsPage } from './pages/restaurants.tsx';
import { SearchPage } from './pages/search.tsx';
import { SignInPage } from './pages/sign-in.tsx';
import { SurveyResultsPage } from './pages/survey-results.tsx';
import { VerifyPage } from './pages/verify.tsx';

export interface PageProps {
  /** Values of the places in the path. */
  readonly values: Readonly<Record<string, string>>;
}

/** Every page of the portal by its path; the whole portal is one script of a few dozen kilobytes, so none is lazy. */
export const pages: readonly { readonly path: string; readonly page: ComponentType<PageProps> }[] = [
  { path: '/', page: HomePage },
  { path: '/search', page: SearchPage },
  { path: '/catalogue', page: CataloguePage },
  { path: '/catalogue/:code', page: CatalogueEntryPage },
  { path: '/open-data', page: OpenDataPage },
  { path: '/open-data/:code', page: OpenResourcePage },
  { path: '/open-data/on-request/:code', page: OnRequestPage },
  { path: '/plan', page: PlanPage },
  { path: '/news', page: NewsPage },
  { path: '/news/:id', page: ArticlePage },
  { path: '/booking', page: BookingPage },
  { path: '/kiosk', page: KioskPage },
  { path: '/my', page: MyPage },
  { path: '/my/acting', page: MyActingPage },
  { path: '/my/level', page: MyLevelPage },
  { path: '/my/devices', page: MyDevicesPage },
  { path: '/my/matters', page: MyMattersPage },
  { path: '/my/bookings', page: MyBookingsPage },
  { path: '/my/messages', page: MyMessagesPage },
  { path: '/my/payments', page: MyPaymentsPage },
  { path: '/my/ratings', page: MyRatingsPage },
  { path: '/my/reports', page: MyReportsPage },
  { path: '/my/reports/:endsOn', page: MyReportPage },
  { path: '/my/surveys', page: MySurveysPage },
  { path: '/my/surveys/:id', page: MySurveyPage },
  { path: '/surveys/:id', page: SurveyResultsPage },
  { path: '/my/data', page: MyDataPage },
  { path: '/my/data-requests', page: MyDataRequestsPage },
  { path: '/my/consents', page: MyConsentsPage },
  { path: '/my/looks', page: MyLooksPage },
  { path: '/forms', page: FormsPage },
  { path: '/forms/:code', page: FormPage },
  { path: '/grants', page: GrantsPage },
  { path: '/my/grants', page: MyGrantsPage },
  { path: '/restaurants', page: RestaurantsPage },
  { path: '/restaurants/:code', page: RestaurantPage },
  { path: '/verify', page: VerifyPage },
  { path: '/sign-in', page: SignInPage },
  { path: '/authorise', page: AuthorisePage },
  { path: '/accessibility', page: AccessibilityPage },
];
