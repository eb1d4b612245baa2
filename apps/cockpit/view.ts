import { createContext, useContext } from 'react';
import type { WallView } from '#domains/management/operations-centre/contract';
import type { Seen } from './asking.ts';

export type SceneView = WallView['scenes'][number];
export type PanelView = SceneView['left'][number];

/** What every piece of the wall needs of the reader. */
export interface View {
  readonly signedIn: boolean;
  readonly reader: Seen['reader'];
  /** The instant that is shown when it is a past one, ISO. */
  readonly past: string | undefined;
  /** When the board was answered, ISO: short times are told against it. */
  readonly now: string;
  /** Nobody sits at it. */
  readonly kiosk: boolean;
}

export const ViewContext = createContext<View>({
  signedIn: false,
  reader: null,
  past: undefined,
  now: '',
  kiosk: false,
});
export const useView = (): View => useContext(ViewContext);
