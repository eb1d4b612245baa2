const signs: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '"': '&quot;',
  "'": '&apos;',
};

/** A character that may stand in an XML document (XML 1.0 §2.2). */
const isAllowed = (character: string): boolean => character >= ' ' || /[\t\n\r]/.test(character);

export const escapeXml = (text: string): string =>
  [...text]
    .filter(isAllowed)
    .join('')
    .replaceAll(/[<>&"']/g, (sign) => signs[sign] ?? '');

const response = (inside: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas">${inside}</cas:serviceResponse>\n`;

/** CAS Protocol 3.0 §2.5.2. */
export const successXml = (user: string, attributes: Readonly<Record<string, string>>): string => {
  const lines = Object.entries(attributes).map(
    ([name, value]) => `<cas:${name}>${escapeXml(value)}</cas:${name}>`,
  );
  return response(
    `<cas:authenticationSuccess><cas:user>${escapeXml(user)}</cas:user><cas:attributes>${lines.join('')}</cas:attributes></cas:authenticationSuccess>`,
  );
};

export type CasFault = 'INVALID_REQUEST' | 'INVALID_TICKET' | 'INVALID_SERVICE' | 'INTERNAL_ERROR';

export const failureXml = (code: CasFault, words: string): string =>
  response(`<cas:authenticationFailure code="${code}">${escapeXml(words)}</cas:authenticationFailure>`);

/** SAML 2.0 Core §3.7.1 as CAS Protocol 3.0 §2.3.3 asks for it: the ticket names the visit that is over. */
export const logoutXml = (id: string, at: string, ticket: string): string =>
  `<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="${id}" Version="2.0" IssueInstant="${at}"><saml:NameID>@NOT_USED@</saml:NameID><samlp:SessionIndex>${escapeXml(ticket)}</samlp:SessionIndex></samlp:LogoutRequest>`;
