/** What a shell does beside running commands: where words are split, whose a variable or a function is, what is printed where. */
import { describe, expect, test } from '@jest/globals';
import { unsetVariable } from '../../src/workflow/language/origins.js';
import { hasHole } from '../../src/workflow/language/values.js';
import { followScript } from '../../src/workflow/shell/script.js';
import { NO_PLACE } from '../../src/workflow/shell/starting/started.js';
import { runScripts } from './bash.js';

/** The names of its pushes; what is not known of one stands as `?`. */
function followed(script: string): string[] {
  return followScript(script, unsetVariable, { ...NO_PLACE, readsPassed: true }).commands.flatMap(
    ({ words: [program, ...names], runs }) =>
      program === 'push' && runs === 'yes'
        ? [
            names
              .map((each) => `<${[...each].map((sign) => (hasHole(sign) ? '?' : sign)).join('')}>`)
              .join(''),
          ]
        : [],
  );
}

const KNOWN = [
  // Words are split at IFS.
  'IFS=,; X=a,b; push $X "$X"',
  'IFS=,; for i in $(echo a,b); do push "$i"; done',
  'IFS=/ ; X=a/b; set -- $X; push "$2"',
  "IFS=$'\\n'; X=$(printf 'a b\\nc'); for i in $X; do push \"$i\"; done",
  "IFS=', '; X='a , b,,c '; push $X",
  'OLD=$IFS; IFS=:; IFS=$OLD; X="a b"; push $X',
  'IFS=,; unset IFS; X="a,b c"; push $X',
  'IFS=,; L=(a b); push "${L[*]}"',
  // Whose it is.
  'f() { push a; }; (f() { push b; }); f',
  'f() { push a; }; true | f() { push b; }; f',
  'f() { echo a; }; f() { echo b; }; push $(f)',
  'f() { push "$X"; }; X=a; X=b f; f',
  'f() { X=c; }; X=a; X=b f; push $X',
  'L+=(a); push "${L[@]}" "${L[0]}"',
  'set -- a b; shift 3 || true; push "$1"',
  'set -- a b c; shift 2; push "$1"',
];

describe('what bash runs', () => {
  const marks = `push() { printf '<%s>' "$@"; echo; }\n`;
  const ran = runScripts(KNOWN.map((script) => marks + script));
  test.each(KNOWN.map((script, at) => [script, ran[at]?.stdout.trim().split('\n')] as const))(
    '%s',
    (script, expected) => expect(followed(script)).toEqual(expected),
  );
});

test.each([
  ['an option that is read', 'OPTARG=q; getopts a: O -a z; push "$O" "$OPTARG"', ['<?><?>']],
  ['an array without one of its elements', "L=(a b c); unset 'L[0]'; push x${L[1]}", ['<x?>']],
  ['arguments after any number of them', 'set -- a b; shift $GITHUB_REF; push x$1', ['<x?>']],
])('of %s nothing is known', (_, script, expected) => expect(followed(script)).toEqual(expected));
