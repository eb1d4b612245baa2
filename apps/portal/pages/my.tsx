import { useSay } from '#ui';
import { OwnPage } from '../pieces/own-page.tsx';
import { PageHeading } from '../pieces/page-heading.tsx';

const texts = {
  title: { zh: '我的', en: 'Mine' },
  lead: {
    zh: '只有您本人看得到的页面，都在这里。',
    en: 'Every page that is for you alone.',
  },
};

const places = [
  {
    to: '/my/data',
    title: { zh: '城市记录的我', en: 'What the city has on me' },
    line: { zh: '每一项都写明由谁、哪天交来', en: 'Each value with its source and day' },
  },
  {
    to: '/my/looks',
    title: { zh: '谁看过我的数据', en: 'Who looked at my data' },
    line: { zh: '谁、为什么、凭什么；还可以追问', en: 'Who, why, by what right; and you may ask' },
  },
  {
    to: '/my/data-requests',
    title: { zh: '我的数据申请', en: 'My requests for data' },
    line: { zh: '有条件开放的数据：决定、条件、下载', en: 'Open on request: decision, terms, downloads' },
  },
  {
    to: '/my/consents',
    title: { zh: '我的授权', en: 'My consents' },
    line: { zh: '给出、答复、撤回', en: 'Give, answer, withdraw' },
  },
  {
    to: '/my/acting',
    title: { zh: '代人办理', en: 'Acting for another' },
    line: { zh: '代子女、亲属、企业办事', en: 'For your child, a relative, a company' },
  },
  {
    to: '/my/matters',
    title: { zh: '我办的事', en: 'My matters' },
    line: { zh: '每件申请走到哪一步，什么等您办', en: 'Where each is, and what waits for you' },
  },
  {
    to: '/my/reports',
    title: { zh: '一次填报', en: 'Report once' },
    line: { zh: '各部门要填的合成一张：本人、企业、亲属', en: 'All that departments ask in one sheet' },
  },
  {
    to: '/my/bookings',
    title: { zh: '我的预约', en: 'My bookings' },
    line: { zh: '确认、取消、候补', en: 'Confirm, cancel, wait' },
  },
  {
    to: '/my/payments',
    title: { zh: '我的缴费', en: 'My payments' },
    line: { zh: '应缴、已缴、票据', en: 'Due, paid, receipts' },
  },
  {
    to: '/my/messages',
    title: { zh: '我的消息', en: 'My messages' },
    line: { zh: '城市告诉您的事', en: 'What the city told you' },
  },
  {
    to: '/my/ratings',
    title: { zh: '我的评价', en: 'My ratings' },
    line: { zh: '给办过的事打分', en: 'How you were served' },
  },
  {
    to: '/my/surveys',
    title: { zh: '邀请我的调查', en: 'Surveys' },
    line: { zh: '抽中了您的问卷', en: 'That you were drawn for' },
  },
  {
    to: '/my/level',
    title: { zh: '实名等级', en: 'Real name' },
    line: { zh: '现在几级，怎样提升', en: 'Your level, and how to raise it' },
  },
  {
    to: '/my/devices',
    title: { zh: '登录与设备', en: 'Sign-ins and devices' },
    line: { zh: '在哪里登录着，一键退出', en: 'Where you are signed in, and out again' },
  },
] as const;

/** Everything that is the reader's own, one card each. */
export function MyPage() {
  const say = useSay();
  return (
    <div className="wrap page">
      <PageHeading title={say(texts.title)} lead={say(texts.lead)} />
      <OwnPage>
        {() => (
          <ul className="cards">
            {places.map(({ to, title, line }) => (
              <li key={to}>
                <a className="card" href={to}>
                  <strong>{say(title)}</strong>
                  <span>{say(line)}</span>
                </a>
              </li>
            ))}
          </ul>
        )}
      </OwnPage>
    </div>
  );
}
