import type { Text } from '#kernel/texts';

const escape = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0) ?? 0};`);

const both = ({ zh, en }: Text): string => `${escape(zh)} <span lang="en" class="quiet">${escape(en)}</span>`;

const style = `body{font:1.0625rem/1.6 system-ui,sans-serif;color:#1f2933;background:#fff;margin:0}
main{max-width:34rem;margin:3rem auto;padding:0 1.25rem}h1{font-size:1.5rem;line-height:1.3}
button{font:inherit;min-height:2.75rem;padding:.5rem 1.25rem;margin:.5rem .75rem 0 0;border:1px solid #0958d9;border-radius:.25rem;background:#fff;color:#0958d9}
button.first{background:#0958d9;color:#fff}.quiet{color:#595959}button.first .quiet{color:#fff}:focus-visible{outline:3px solid #b45309;outline-offset:2px}`;

/** The few pages that the provider itself must answer; in both languages at once, for it knows no reader. */
const page = (title: Text, body: string): string =>
  `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escape(title.zh)} ${escape(title.en)}</title><style>${style}</style></head><body><main><h1>${both(title)}</h1>${body}</main></body></html>`;

/** @param form the provider's own form, to which the buttons belong */
export const logoutPage = (form: string): string =>
  page(
    { zh: '退出登录？', en: 'Sign out?' },
    `<p>${both({ zh: '您将退出姚江平台，以及由此登录的应用。', en: 'You leave Yaojiang and the applications entered from it.' })}</p>${form}
<button class="first" autofocus type="submit" form="op.logoutForm" value="yes" name="logout">${both({ zh: '退出', en: 'Sign out' })}</button>
<button type="submit" form="op.logoutForm">${both({ zh: '留下', en: 'Stay' })}</button>`,
  );

export const signedOutPage = (): string =>
  page(
    { zh: '已退出', en: 'Signed out' },
    `<p><a href="/">${both({ zh: '回到首页', en: 'To the first page' })}</a></p>`,
  );

/** @param error a code of RFC 6749, and what the provider says of it */
export const errorPage = (error: string, description: string | undefined): string =>
  page(
    { zh: '应用的请求有误，没有登录', en: 'The application asked wrongly; nobody was signed in' },
    `<p>${both({ zh: '请从应用重新登录；若再次出现，请把下面的代码告诉应用的管理员。', en: 'Start again from the application; if it returns, tell its administrator the code below.' })}</p><p><code>${escape(error)}</code></p><p class="quiet" lang="en">${escape(description ?? '')}</p>`,
  );
