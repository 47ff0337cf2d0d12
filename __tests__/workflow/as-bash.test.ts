/** What a shell does beside running commands: where words are split, whose a variable or a function is, what is printed where. */
import { describe, expect, test } from '@jest/globals';
import { unsetVariable } from '../../src/workflow/language/origins.js';
import { hasHole } from '../../src/workflow/language/values.js';
import { followScript } from '../../src/workflow/shell/script.js';
import { NO_PLACE } from '../../src/workflow/shell/starting/started.js';
import { runScripts } from './bash.js';

/** The names of its pushes; what is not known of one stands as `?`. @param knowsUnset has it no variables but its own? */
function followed(script: string, knowsUnset = false): string[] {
  const place = { ...NO_PLACE, effort: { left: 100_000 }, readsPassed: true, knowsUnset };
  return followScript(script, unsetVariable, place).commands.flatMap(
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
  'IFS=,$IFS; X="a,b c"; push $X',
  'OLD=$IFS; IFS=:; IFS=$OLD; X="a b"; push $X',
  'IFS=,; unset IFS; X="a,b c"; push $X',
  'IFS=,; L=(a b); push "${L[*]}"',
  // Whose it is.
  'f() { push a; }; (f() { push b; }); f',
  'f() { push a; }; true | f() { push b; }; f',
  'f() { echo a; }; f() { echo b; }; push $(f)',
  'f() { push "$X"; }; X=a; X=b f; f',
  'f() { X=c; }; X=a; X=b f; push $X',
  'X=a export X; push "$X"',
  'A=(); push "x$A"',
  'X=abcdef; push "${X:1:-2}"',
  'L+=(a); push "${L[@]}" "${L[0]}"',
  'set -- a b; shift 3 || true; push "$1"',
  'set -- a b c; shift 2; push "$1"',
  'X=a; X=b & wait; push $X',
  'X=a; { X=b; exit; } & wait; push $X',
  '{ trap \'push "$A"\' EXIT; A=b; } & wait; A=c',
  '(trap \'push "$A"\' EXIT; A=b); A=c',
  'echo() { push a; }; unset -f echo; push "$(echo b)"',
  'return 0 2>/dev/null || push a; (return 0 2>/dev/null) && push b || push c; f() { return 0; push d; }; f',
  'f() { trap "push a" RETURN; push b; }; g() { push c; }; f; g; push d',
  // Where it ends.
  'push a; set -n; push b',
  'set -o errexit -o noexec; push a',
  "set -e; trap 'push a' EXIT; push b; false; push c",
  'set -e; trap : ERR; trap : EXIT; push b; (exit 3); push c',
  'set -e; trap : EXIT; false || push a; ! true; push b',
  'set -e; n=1; let n--; push a',
  'set -e; n=0; let ++n; push a; let "n = n - 1" || push b',
  // Whether capital letters count.
  'shopt -s nocasematch; case A in a) push b;; esac; [[ A == a* ]] && push c; [ A = a ] || push d',
  'shopt -s nocasematch; [[ A != a ]] || push b; shopt -u nocasematch; [[ A == a ]] || push c',
  // What it reads of its input.
  ". /dev/stdin <<< 'push a'; source /dev/stdin <<< 'X=b'; push $X",
  "echo 'push a' | . /dev/stdin",
  // Where it is printed.
  'push "x$(echo a 1>&2)"',
  'push "x$({ echo a; echo b >&2; } 2>&1)"',
  'push "x$({ echo a; echo b >&2; } 2>&1 >/dev/null)"',
  'f() { echo a >&2; echo b; }; push "$(f 2>/dev/null)" "$(f 2>&1)"',
  'f() { echo a >&2; echo b; }; push "x$({ f >/dev/null; } 2>&1)"',
  'f() { echo a; }; push "x$(f >/dev/null; echo b)"',
  'f() { echo a >&2; }; push "x$(X=$(f); echo $X)"',
  'push "$(echo -e \'a\\tb\')" "$(printf \'a\\tb\\\\n\')"',
  // Of some lines.
  'L="$(printf \'a: 1\\nimage: x/y\\n\')"; push $(echo "$L" | awk \'/^image:/{print $2}\') "$(echo "$L" | awk \'/x\\/y/ { print $1 }\')"',
  'push "x$(printf \'a: 1\\n\' | awk \'/^image/{print "q"$2}\')"',
  'L="$(printf \'a: 1\\nimage: x/y\\n\')"; push $(echo "$L" | sed -n \'s/^image: //p\') "x$(echo "$L" | sed -n \'s|x/|z/|p\')"',
  "push \"x$(printf 'a: 1\\n' | sed -n 's/^image: //p')\"",
  // What changes on the way.
  'X=${Y:=b}; push $Y',
  'for i in ${Y:=b}; do push $i; done; push $Y',
  '[[ -n ${Y:=b} ]]; push $Y',
  'case ${Y:=b} in b) push $Y;; esac',
  'export Z=${Y:=b}; push $Y',
  'Y=a; X=${Y:=b}; push $Y',
  'i=5; X=$((i++)); push $X $i',
  'declare -i i=5; i+=5; [ $i -eq 10 ] && push $i',
  'f() { local -i n; n+=2; n+=3; push $n; }; f',
  'i=5; push $((i += 2)); push $i',
  'i=5; [[ $((++i)) -eq 6 ]] && push $i',
  ': $((i = 3)); push $i',
  'i=5; X=$(echo $((i++))); push $X $i',
  'X=a; while [ $X = b ]; do X=c; done; push $X',
  'X=a; until [ -n "$X" ]; do X=c; done; push $X',
  // What is read.
  'read <<< b; push $REPLY',
  "printf 'a\\nb' | while read -r X; do push $X; done",
  'printf \'a\\nb\' | while read -r X || [ -n "$X" ]; do push $X; done',
  'IFS=: read -r A B <<< "a:b:"; push $B',
  'IFS=: read -r A B <<< "a:b:c:"; push $B',
  'IFS=: read -r A B <<< "a:"; push "x$B"',
  "read -rd '' X <<< 'a'; push $X",
  "read -rd '' A B <<< $'a\\nb\\nc'; push $A $B",
  "printf -v X '%s:%s' a b; push $X",
  "printf -v L '%s ' a b; push $L",
  // What it wrote to a file before.
  'echo a > list; push $(cat list) "$(< list)"',
  'echo a > list; echo b >> list; while read -r X; do push $X; done < list',
  'echo a > list; push $(cat < list); echo b > list; push $(cat list)',
  'printf \'%s\\n\' a b | tee list >&2; mapfile -t L < list; push "${L[@]}"',
  '> list; for i in a b; do echo $i >> list; done; for i in $(cat list); do push $i; done',
  'echo a > list; cp list copy; echo b > list; push $(cat copy list)',
  'echo a > list; sed -i s/a/b/ list; push $(cat list)',
  'echo \'{"a": "b"}\' > data.json; push $(jq -r .a data.json)',
  'jq -n --arg a b \'{list: [$a, "c"]}\' > made.json; for i in $(jq -r ".list[]" made.json); do push $i; done',
  'mkdir -p in; cd in; echo a > ../list; cd ..; push $(head -n1 list)',
  'cat > list <<< a; (echo b > list); push $(cat list)',
  'w() { echo $1 >> list; }; > list; w a; w b; push $(tail -n1 list)',
  // What nothing sets.
  '[[ -n "$Q" ]] && push a; [ -z "$Q" ] && push b',
  '[ "$Q" ] || push a; [ "$Q" = x ] || push b; if [ "$Q" != x ]; then push c; fi',
  '[ -n $Q ] && push a; [ $Q = x ] || push b; [ $Q != x ] || push c; [ ! $Q ] && push d',
  '[ "$Q" -gt 0 ] || push a; [[ $Q -eq 0 ]] && push b; [ $Q -lt 1 ] || push c',
  '(( Q )) || push a; (( Q == 0 )) && push b; (( Q++ )) || push "$Q"',
  '[[ -v Q ]] || push a; Q=1; [[ -v Q ]] && push b; [ -v Q ] && push c',
  'case "$Q" in x) push a ;; "") push b ;; esac; case ${Q}y in y) push c ;; esac',
  '[[ "${Q,,}" == true ]] || push a; [[ $Q =~ ^x ]] || push b; [[ $Q == x* ]] || push c',
  '[ -n "$Q" -o -z "$R" ] && push a; [[ -n $Q || -z $R ]] && push b',
  'f() { test "$1" && push "$1"; }; f; f a',
  '(Q=1); [ -n "$Q" ] || push a; f() { local Q=1; }; f; [ -n "$Q" ] || push b',
  'until [ "$Q" = 2 ]; do push a; Q=2; done; while [ -n "$R" ]; do push b; done',
  'read -r Q <<< x; [ -n "$Q" ] && push a; printf -v R x; [ -n "$R" ] && push b',
  'f() { for Q in a b; do :; done; }; f; [ -n "$Q" ] && push "$Q"',
  // What a condition counts.
  'i=0; while (( i++ < 2 )); do push $i; done',
  'while (( i++ < 2 )); do push $i; done',
  'i=3; until (( --i == 0 )); do push $i; done',
  'i=2; while ((i--)); do push $i; done',
  'while [ "$(( n += 1 ))" -lt 3 ]; do push $n; done',
  // A list of nothing.
  'for i in $Q; do push a; done; for i in $Q b; do push $i; done; for i in "$Q"; do push "x$i"; done',
  'L=; for i in $L; do push a; done; A=(); for i in "${A[@]}"; do push b; done; for i in ${Q:-c}; do push $i; done',
  // The options of a function.
  'f() { local OPTIND o t=x; while getopts "t:d" o; do case $o in t) t=$OPTARG ;; d) push d ;; esac; done; shift $((OPTIND - 1)); push "$1" "$t"; }; f -t y a; f b; f -d -tz -- -c',
  'f() { while getopts t: o; do [ $o = t ] && push "$OPTARG"; done; }; f -t a; f -t b -t c',
  'while getopts ":n:p" o -n a -p; do case "${o}" in n) N=$OPTARG ;; p) push "$N" ;; esac; done; push "$o" $OPTIND',
  'getopts a: O -a z; push "$O" "$OPTARG"',
  // What ends a script that ends at its first error.
  'set -e; push a; false; push b',
  'false; push a; set -e; [ a = b ]; push b',
  'set -e; [[ a == b ]] && push a; push b; (( 0 )); push c',
  'set -e; false || true; ! true; ! false; if false; then :; fi; push a; true && false; push b',
  'set -e; f() { [ a = b ] && push a; }; f || push b; f; push c',
  'set -e; for i in 1 2; do [ $i = 3 ] && push a; done; { [ a = b ] && push b; }; push c',
  'set -e; f() { return 1; }; if ! f; then push a; fi; f; push b',
  'set -e; (push a; false; push b) || push c; (exit 1); push d',
  'set -e; echo a | false | true; push a; echo a | grep b; push b',
  'set -e -o pipefail; echo a | grep -q a; false || push b; false | cat; push c',
  'set -e; A=$(false) || push a; export A=$(false); push b; A=$(echo b; exit 1); push c',
  'set -e; i=0; for t in a b; do push $t; ((i++)); done; push c',
  'set -e; set +e; false; push a; set -e; eval false; push b',
  'set -e; if [ -n "$Q" ]; then false; fi; push a; while false; do :; done; push b; false & push c',
  // What ends one without a value.
  'push a; : "${Q:?no value}"; push b',
  'Q=; push ${Q?no value}a; (echo "${Q:?no value}"; push b); push c',
  'push a; set -u; echo "${Q:-}${R+x}${S-}" >&2; push b; echo "$T" || true; push c',
  'set -u; f() { echo "$Q"; }; if f; then push a; fi; push b',
  'set -eu; push a; A=$(echo "$Q"); push b',
  'set -u; echo "$(echo $Q)" >&2; push a; set +u; echo $R >&2; push b; set -o nounset; case "$S" in *) push c ;; esac',
];

test('errors that go elsewhere are not in the text', () => {
  expect(
    followed(
      'push "x$({ make b >/dev/null 2>&1; make b 2>/dev/null >&-; make b &>/dev/null; echo a; } 2>&1)"',
    ),
  ).toEqual(['<xa>']);
});

describe('what bash runs', () => {
  const marks = `push() { printf '<%s>' "$@"; echo ';'; }\n`;
  const ran = runScripts(KNOWN.map((script) => marks + script));
  test.each(KNOWN.map((script, at) => [script, ran[at]?.stdout.split(';\n').slice(0, -1)] as const))(
    '%s',
    (script, expected) => expect(followed(script, true)).toEqual(expected),
  );
});

test.each([
  ['a line of a file with another number', 'echo a | { read -u 3 X; push "$X"; }', ['<?>']],
  ['options that are joined', 'getopts ab: O -ab z; push "$O" "$OPTARG"', ['<?><?>']],
  ['an option that is none', 'getopts a: O -x z; push "$O" "$OPTARG"', ['<?><?>']],
  ['what a program tells to set', 'A=a; eval "$(./set)"; push "$A"', ['<?>']],
  ['a name that a program tells', 'A=a; eval "$(./name)=b"; push "$A"', ['<?>']],
  ['a name with what a program tells', 'A=a; B=b; eval "A=$(./tag)"; push "$A" "$B"', ['<?><b>']],
  ['a line whose backslashes may go', 'echo \'a\\b\' | { read X; push "$X"; }', ['<?>']],
  ['what other marks stand for', 'push "$(printf \'\\x41\')" "$(echo -e \'a\\c\')"', ['<?><?>']],
  ['the errors of a program', 'push "x$({ make b; echo a; } 2>&1 >/dev/null)"', ['<x?>']],
  ['its errors beside what is said', 'push "x$({ make b >/dev/null; echo a; } 2>&1)"', ['<x?>']],
  ['an array without one of its elements', "L=(a b c); unset 'L[0]'; push x${L[1]}", ['<x?>']],
  ['a list as long as a run makes it', 'read -rd x X <<< axb; push $X', ['<?>']],
  ['a number in a format', 'printf -v X %03d 1; push $X', ['<?>']],
  ['a file that is written at times', 'echo a > f; [ $Q ] && echo b > f; push "$(cat f)"', ['<?>']],
  ['a file that may have had more', 'echo a >> f; push "$(cat f)"', ['<?>']],
  ['a file that a program is handed', 'echo a > f; tool --out=f; push "$(cat f)"', ['<?>']],
  ['a file that a client is handed', 'echo a > f; docker build --iidfile f .; push "$(cat f)"', ['<?>']],
  ['a file behind a program that nobody reads', 'echo a > f; ./make-all; push "$(cat f)"', ['<?>']],
  ['a file that another has become', 'echo a > f; cp other f; push "$(cat f)"', ['<?>']],
  ['arguments after any number of them', 'set -- a b; shift $GITHUB_REF; push x$1', ['<x?>']],
  ['a text as a script would have it', 'X=ab; push "${X@Q}"', ['<?>']],
  ['what comes in the place of nothing', 'E=; X=a; push "${X/$E/b}"', ['<?>']],
  ['turns that may end before', 'for i in a b; do [ -f $i ] && break; X=$i; done; push "x$X"', ['<x?>']],
])('of %s nothing is known', (_, script, expected) => expect(followed(script)).toEqual(expected));
