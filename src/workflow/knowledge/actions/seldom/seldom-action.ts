/** A row of the table of actions that few jobs use. */
import type { Action } from '../../action.js';

/**
 * What such a row may say. The table is loaded where a job uses an action that the common tables do not know, so a row costs no
 * other run anything; whether a step runs a script or a program is asked of the common tables alone.
 */
export type SeldomAction = Pick<
  Action,
  | 'uses'
  | 'source'
  | 'example'
  | 'finds'
  | 'signs'
  | 'outputs'
  | 'sets'
  | 'elsewhere'
  | 'leavesEnvironment'
  | 'log'
>;
