/** Words of a run: where a step begins, what the runner marks, what it says of the workflow itself. */
import { LOOK, type VocabularyWord, wordsFor } from './look.js';

export const STEPS: readonly VocabularyWord[] = [
  ...wordsFor(
    LOOK.step | LOOK.login | LOOK.setup,
    '##[',
    '::error',
    '::group',
    '::endgroup',
    'run docker/',
    'run actions/',
  ),
  ...wordsFor(LOOK.step, 'run sigstore/', 'run google'),
  // a command's title, on a page that was copied
  ...wordsFor(LOOK.step, '\nrun ', 'z run '),
  // failed, whatever it was
  ...wordsFor(LOOK.step, 'error: ', 'fatal: ', 'response from daemon', 'error parsing http'),
  ...wordsFor(LOOK.step | LOOK.login, 'ing credentials'),
  ...wordsFor(
    LOOK.step,
    'docker-credential',
    'retrieve credentials',
    'credential store',
    'credentials store',
    'credential helper',
    'credentials helper',
    'workflow file',
    'workflow is not valid',
    'called workflow',
    'calling workflow',
    'startup_failure',
    ', col: ',
    'no jobs were run',
    'yaml syntax',
  ),
  ...wordsFor(
    LOOK.step | LOOK.refusal,
    'provided while calling',
    'referenced workflow',
    'secret name ',
    'named-value',
  ),
];
