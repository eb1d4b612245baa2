import type { Context } from './context.ts';
import type { Permission } from './operation.ts';
import { definePoint } from './point.ts';
import type { Text } from './texts.ts';

/** How much a row asks of whoever looks; never told by colour alone. */
export type WallTone = 'calm' | 'notice' | 'warn' | 'alarm';

/** A named value of a row: `目标 90 %`. */
export interface WallValue {
  readonly name: Text;
  /** Null where there is none. */
  readonly text: Text | null;
  /** What stands there then; 无数据 when absent. */
  readonly absent?: Text;
  /** Its rows, below the console. */
  readonly path?: string;
}

/** One row of a list on the wall. */
export interface WallRow {
  readonly key: string;
  readonly title: Text;
  readonly note?: Text;
  readonly tone: WallTone;
  /** In a word what the tone says: 红色, overdue. */
  readonly mark?: Text;
  /** When it began or is due, ISO. */
  readonly at?: string;
  readonly values?: readonly WallValue[];
  /** Where it is opened, below the console. */
  readonly path: string;
  readonly simulated: boolean;
}

export interface WallRows {
  /** What asks most comes first. */
  readonly rows: readonly WallRow[];
  /** How many there are in all. */
  readonly total: number;
  /** Said under the list: its source, what it is not. */
  readonly note?: Text;
}

export interface WallAsked {
  /** The instant to be shown. */
  readonly at: Date;
  /** That instant is over: a list that does not look back is not asked. */
  readonly past: boolean;
  readonly most: number;
}

/** A list that a scene of the wall can show, as far as the reader may see it: the rights are part of the question to the store. */
export interface WallList {
  /** `decision-support.open` */
  readonly code: string;
  readonly title: Text;
  /** The page where all of them stand, below the console. */
  readonly path: string;
  readonly permission: Permission;
  /** It can be told for an instant that is over. */
  readonly looksBack: boolean;
  /** @returns at most `most` rows */
  read(context: Context, asked: WallAsked): Promise<WallRows>;
}

/** A thing with its place on the map of the wall. */
export interface WallSpot {
  readonly key: string;
  readonly label: Text;
  readonly tone: WallTone;
  /** CGCS2000, degrees. */
  readonly longitude: number;
  readonly latitude: number;
  /** When it was there, ISO; absent for what stands still. */
  readonly at?: string;
  readonly path: string;
  readonly simulated: boolean;
}

/** A layer of the map in the middle of the wall. */
export interface WallLayer {
  /** `tracks.latest` */
  readonly code: string;
  readonly title: Text;
  /** Its list twin, below the console. */
  readonly path: string;
  readonly permission: Permission;
  readonly looksBack: boolean;
  /** @returns at most `most` spots, and how many there are */
  read(
    context: Context,
    asked: WallAsked,
  ): Promise<{ readonly spots: readonly WallSpot[]; readonly total: number }>;
}

/** Where modules bring what scenes can show: `contribute(wallListPoint, list)`. The scenes themselves are the city's data. */
export const wallListPoint = definePoint<WallList>('wall.list');
export const wallLayerPoint = definePoint<WallLayer>('wall.layer');
