/** The frame of a measure for a page of another site. */
export interface Framing {
  readonly origin: string;
  readonly code: string;
  /** Empty: the newest figure. */
  readonly kind: string;
  /** Empty: the whole city. */
  readonly dimension: string;
  /** Empty: the reader's. */
  readonly language: string;
}

/** Where the frame is read. */
export function frameAddress({ origin, code, kind, dimension, language }: Framing): string {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries({ lang: language, kind, dimension }))
    if (value !== '') asked.set(name, value);
  return `${origin}/embed/measures/${encodeURIComponent(code)}${asked.size > 0 ? `?${asked}` : ''}`;
}

export const frameHeight = ({ kind }: Pick<Framing, 'kind'>): number => (kind === '' ? 200 : 420);

const quoted = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/** What is put into the page: nothing of it can end the attribute that it stands in. */
export const snippetOf = (framing: Framing, title: string): string =>
  `<iframe src="${quoted(frameAddress(framing))}" title="${quoted(title)}" width="100%" height="${frameHeight(framing)}" style="border:0" loading="lazy"></iframe>`;
