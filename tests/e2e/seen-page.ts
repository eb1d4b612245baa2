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

/** A page of the console. */
export const list = (name: string, path: string, account: string): SeenPage => ({
  name,
  path: `/console${path}`,
  account,
});

/** The page of the first row of a list. */
export const detail = (name: string, path: string, account: string, key: string): SeenPage => ({
  name,
  path: `/console${path}/{key}`,
  account,
  rows: { from: `/api${path}?limit=1`, key },
});
