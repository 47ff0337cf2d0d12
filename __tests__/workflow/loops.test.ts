/** What leaves a loop early, and what a loop and a function leave behind, with bash as the oracle where all is known. */
import { describe, expect, test } from '@jest/globals';
import { followScript } from '../../src/workflow/shell/script.js';
import { runScripts } from './bash.js';

/** `push NAME?`: perhaps; what surely does not run is left out. */
function followed(script: string): string[] {
  return followScript(script, (name) => (name === 'GITHUB_REF' ? null : '')).commands.flatMap(
    ({ words: [program, name], runs }) =>
      program === 'push' && runs !== 'no' ? [`${name}${runs === 'yes' ? '' : '?'}`] : [],
  );
}

const KNOWN = [
  'for s in a b c; do [ $s = b ] && continue; push $s; done',
  'for s in a b c; do if [ $s = b ]; then continue; fi; push $s; done',
  'for s in a README.md b; do case $s in README*) continue;; esac; push $s; done',
  'for s in a b c; do [ $s != a ] || continue; push $s; done; push z',
  'for s in a b c; do [ $s = b ] && break; push $s; done; push z',
  'for s in a b; do push $s; break; push never; done; push z',
  'for s in a b; do for x in b c; do [ $s = $x ] && continue 2; done; push $s; done',
  'for s in a b c; do for x in b c; do [ $s = $x ] && break 2; done; push $s; done; push z',
  'for s in a b; do for x in 1 2; do [ $x = 1 ] && continue; push $s$x; done; push $s; done',
  'for s in a b; do for x in 1 2; do break; done; push $s$x; done',
  "printf 'a\\n# b\\n\\nc\\n' | while read s; do [[ $s == \\#* || -z $s ]] && continue; push $s; done",
  "printf 'a 1\\nb 2\\n' | while read n t; do [ $n = a ] && continue; push $n:$t; done",
  'for ((i = 0; i < 4; i++)); do (( i == 1 )) && continue; (( i == 3 )) && break; push $i; done',
  'for s in a b c; do [ $s = b ] && continue; L="$L $s"; done; for s in $L; do push $s; done',
  'f() { for x in 1 2; do [ $x = 1 ] && continue; push $1$x; done; }; for s in a b; do f $s; done',
  'for s in a b; do (continue); push $s; done',
  'for s in a b; do [ $s = a ] && { x=$s; continue; }; done; push $x',
  'for i in 1 2 3; do push a; true && break; done; push z',
  'for s in a b; do [ $s = a ] && continue 3; push $s; done; push z',
  'for s in a b; do (break); push $s; done',
  'for s in a b; do echo $s | { read x; continue; }; push $s; done',
  'while read s; do push $s; done < <(printf "a\\nb\\n"); push "z$s"',
  'while read s; do [ $s = b ] && break; done < <(printf "a\\nb\\nc\\n"); push $s',
  's=a; f() { local s=$1; push $s; }; f b; push $s',
  's=a; f() { local s; s=b; g; }; g() { push $s; s=c; }; f; push $s',
  's=a; f() { declare -g s=$1; local x=1; }; f b; push "$s$x"',
  's=a; f() { local s; push "z$s"; }; f; push $s',
  's=(a b); f() { local s=(c); push ${s[0]}; }; f; push ${s[1]}',
  'f() { if [ "$1" = a ]; then local s=$1; fi; push "$1$s"; }; s=z; f a; f b; push $s',
  'set -- -t 1 --push; p=0; while [ $# -gt 0 ]; do case $1 in -t) t=$2; shift 2;; --push) p=1; shift;; esac; done; [ $p = 1 ] && push $t',
  'set -- -r a -t 1 -p; while (( $# )); do case $1 in -r) r=$2; shift;; -t) t=$2; shift;; -p) p=y;; esac; shift; done; [ -n "$p" ] && push $r:$t',
  'n=0; p=0; while [ $n -lt 3 ]; do if [ $n = 2 ]; then p=1; fi; n=$((n+1)); done; [ $p = 1 ] && push $n',
  'n=0; until [ $n -ge 3 ]; do n=$((n+1)); [ $n = 2 ] && continue; push $n; done',
  'n=0; while true; do n=$((n+1)); push $n; [ $n = 3 ] && break; done; push z',
  'f() { while [ -n "$1" ]; do [ $1 = c ] && return; push $1; shift; done; }; f a b c d; push z',
  'case other in o*) t=1;;& x) t=2;;& other) push $t;; *) push no;; esac; push z',
  'case a in a) t=1;& b) push $t;& c) push c;; d) push d;; esac',
  'case x in a) t=1;& b) push $t;; *) push y;; esac',
  'case a in a) t=1;& b) push $t;; *) push no;; esac; push z',
  'case a in a) t=1;& b) t=2;& c) push $t;; a|d) push no;; esac; push z',
  'case a in a) t=1;;& a*) push $t;& b) push b;; *) push no;; esac; push z',
  'for i in $(seq 3); do push $i; done; for i in $(seq 2 2 5); do push $i; done; for i in $(seq 3 -1 2); do push $i; done',
  'for i in $(seq 2 1); do push $i; done; push z; seq -s, 3 >/dev/null',
  'l="a b c"; while [ -n "$l" ]; do s=${l%% *}; push $s; [ "$l" = "$s" ] && break; l=${l#* }; done',
];

describe('where all is known, what bash runs', () => {
  const ran = runScripts(KNOWN.map((script) => `push() { echo "$1"; }\n${script}`));
  test.each(KNOWN.map((script, at) => [script, ran[at]?.stdout.trim().split('\n')] as const))(
    '%s',
    (script, expected) => expect(followed(script)).toEqual(expected),
  );
});

test.each([
  [
    'a condition that nobody knows',
    'for s in a b; do [ $GITHUB_REF = x ] && continue; push $s; done',
    ['a?', 'b?'],
  ],
  [
    'one for the rest of the loop',
    'for s in a b; do push $s; [ $GITHUB_REF = x ] && break; done',
    ['a', 'b?'],
  ],
  [
    'a known one behind it',
    'for s in a b; do [ $GITHUB_REF = x ] && continue; [ $s = a ] && continue; push $s; done',
    ['b?'],
  ],
  [
    'under an open one around the loop',
    'if [ $GITHUB_REF = x ]; then for s in a b; do [ $s = a ] && continue; push $s; done; fi',
    ['b?'],
  ],
  [
    'what only a turn far behind does, of nobody knows how many',
    'n=0; p=0; while [ $n -lt $(date) ]; do if [ $n = 4 ]; then p=1; fi; n=$((n+1)); done; if [ $p = 1 ]; then push a; fi',
    ['a?'],
  ],
  [
    'what only an argument far behind does',
    'set -- a b c -p; p=0; while [ "$(date)" != x ]; do if [ "$1" = -p ]; then p=1; fi; shift; done; if [ $p = 1 ]; then push a; fi',
    ['a?'],
  ],
  ['what a failure is followed by', 'for s in a b; do make $s || continue; push $s; done', ['a', 'b']],
  [
    'what a failure is asked for',
    'for s in a b; do if ! make $s; then continue; fi; push $s; done',
    ['a', 'b'],
  ],
  [
    'what stands otherwise',
    'for s in a b; do if make $s; then echo; else continue; fi; push $s; done',
    ['a', 'b'],
  ],
])('%s', (_, script, expected) => expect(followed(script)).toEqual(expected));

test.each([
  ['./is-there.sh a && exit 0; push a', ['a?']],
  ['./is-there.sh a && { echo it is; exit; }; push a', ['a?']],
  ['./is-there.sh a && echo it is && exit; push a', ['a?']],
  ['./is-there.sh a; echo done && exit; push a', []],
  ['docker pull a && exit 0; push a', ['a?']],
  ['docker image pull a && { echo it is; exit; }; push a', ['a?']],
  ['podman pull a && printf there && exit || true; push a', ['a?']],
  ['for s in a b; do docker pull $s && continue; push $s; done', ['a?', 'b?']],
  ['for i in 1 2 3; do docker pull base && break; done; push a', ['a']],
  ['get() { for i in 1 2; do docker pull $1 && return; done; return 1; }; get base; push a', ['a']],
  ['skip() { ./is-there.sh $1; }; for s in a b; do skip $s && continue; push $s; done', ['a?', 'b?']],
  ['f() { ./is-there.sh && return; push a; }; f; push b', ['a?', 'b']],
  ['true && echo skipped && exit; push a', []],
  ['./test.sh && for s in a b; do [ $s = a ] && continue; push $s; done', ['b']],
])('the answer of a command that nobody knows lets nobody leave for sure: %s', (script, expected) =>
  expect(followed(script)).toEqual(expected),
);

test.each([
  ['s=a; f() { if [ "$(git tag)" ]; then local s; fi; s=b; }; f', ''],
  ['s=a; f() { [ "$(git tag)" ] && local s=b; s=c; }; f', ''],
  ['s=a; f() { if [ "$(git tag)" ]; then local s; else local s=c; fi; s=b; }; f', 'a'],
  ['s=a; f() { if [ "$(git tag)" ]; then local s; fi; local s=b; }; f', 'a'],
  ['s=a; f() { [ "$(date)" ] && local s=b; s=c; }; f', 'a'],
])('what perhaps is a function’s own is perhaps left behind it: %s', (script, known) => {
  const left = followed(`${script}; push "$s"`);
  expect(left).toEqual([known === '' ? expect.not.stringMatching(/^[a-c]/) : known]);
});

test('a variable of a turn that may have been the last is not known behind the loop', () => {
  const script = 'for s in a b; do [ $GITHUB_REF = x ] && break; done; push $s';
  expect(followed(script)).toEqual([expect.not.stringMatching(/^[ab]/)]);
});
