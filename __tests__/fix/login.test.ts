/** The host of a login command, where its line tells which word that is. */
import { expect, test } from '@jest/globals';
import { loginCommandEdit } from '../../src/fix/login.js';
import type { WorkflowDocument } from '../../src/workflow/text/document.js';

const edited = (line: string, wrong: string) =>
  loginCommandEdit({ text: line } as WorkflowDocument, { start: 0, end: line.length }, wrong, 'ghcr.io');

test.each([
  ['docker login gcr.io -u x', { start: 13, end: 19, text: 'ghcr.io' }],
  ['docker login gcr.io -u x # not gcr.io', null],
  ['docker login eu.gcr.io -u x', null],
  ['docker login docker.io -u x', null],
])('%s', (line, edit) => expect(edited(line, 'gcr.io')).toEqual(edit));
