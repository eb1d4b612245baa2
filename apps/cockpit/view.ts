import { createContext, useContext } from 'react';
import type { Seen } from './asking.ts';

/** What every piece of the wall needs of the reader. */
export interface View {
  readonly signedIn: boolean;
  readonly reader: Seen['reader'];
}

export const ViewContext = createContext<View>({ signedIn: false, reader: null });
export const useView = (): View => useContext(ViewContext);
