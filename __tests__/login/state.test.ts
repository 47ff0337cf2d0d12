/** What the post step takes for what this action has saved. */
import { describe, expect, test } from '@jest/globals';
import { type LoginState, parseState } from '../../src/login/state.js';

const FILE = {
  file: '/home/runner/.docker/config.json',
  before: null,
  ours: 'a1',
  note: '/home/runner/note',
};
const STATE: LoginState = { id: 'x', tool: 'docker', registry: 'ghcr.io', isMade: true, files: [FILE] };

test('all that is needed', () => expect(parseState(JSON.stringify(STATE))).toEqual(STATE));

describe('nothing, where a part is not there', () => {
  test.each(['id', 'tool', 'registry', 'files'])('%s', (name) =>
    expect(parseState(JSON.stringify({ ...STATE, [name]: undefined }))).toBeNull(),
  );

  test.each(['file', 'ours', 'note'])('%s of a file', (name) =>
    expect(parseState(JSON.stringify({ ...STATE, files: [FILE, { ...FILE, [name]: 1 }] }))).toBeNull(),
  );

  test.each(['', '{', 'null', '1', '[]', JSON.stringify({ ...STATE, files: [null] })])('%j', (text) =>
    expect(parseState(text)).toBeNull(),
  );
});
