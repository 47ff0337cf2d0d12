import { beforeAll, describe, expect, test } from '@jest/globals';
import { fillHoles, HOLE } from '../../src/workflow/language/values.js';
import { parseScript } from '../../src/workflow/shell/parse.js';
import { followScript } from '../../src/workflow/shell/script.js';
import { type Ran, runScripts } from './bash.js';

const env: Record<string, string> = {
  OWNER: 'Octo',
  NAME: 'octo/app',
  LIST: 'one two\nthree',
  EMPTY: '',
  SHA: '0123456789',
  REF: 'refs/heads/feature/x',
};
const follow = (source: string) => followScript(source, (name) => env[name] ?? null);
const words = (source: string) => follow(source).commands.map((each) => each.words);

describe('words are those that bash makes of them', () => {
  const scripts = [
    'echo plain words',
    'echo "a b" \'c  d\' e\\ f',
    'echo $NAME "$NAME" ${NAME}x pre-"$NAME"-post',
    'echo $LIST',
    'echo "$LIST"',
    'echo $EMPTY "$EMPTY" end',
    'echo ${OWNER,,} ${OWNER^^} "${OWNER,,}/x"',
    'echo ${SHA:0:7} ${SHA::4} ${SHA:5}',
    'echo ${EMPTY:-fallback} ${NAME:-no} ${EMPTY:-$OWNER}',
    'echo ${REF#refs/} ${REF##*/} ${REF%/*} ${REF%%/*} ${REF#none}',
    'echo ${NAME/octo/x} ${REF//e/E}',
    'echo a;echo b',
    'echo a && echo b',
    'echo one \\\n  two \\\n  three',
    '# comment\necho a # rest\necho b#c',
    'X=1; Y="$X 2"; echo $Y "$Y"',
    'X=${OWNER,,}\nX+=/more\necho $X',
    'export X=a/b Y=$OWNER; echo $X$Y',
    'X=$(echo "$OWNER/App" | tr "[:upper:]" "[:lower:]"); echo "$X"',
    "X=`echo $OWNER | tr 'A-Z' 'a-z'`; echo $X",
    'X=$(echo "a.b+c*d" | grep -F "b+c*"); echo $X; echo "a-b/c" | grep -oF "a-b/c"',
    'X=$(echo "a1 b2" | grep -o "[a-z]"); echo "$X" $(printf "a,b\\nc\\n" | grep -oE "[a-z]*")',
    'echo $(dirname a/b) $(dirname a//b) $(dirname a/) $(dirname /a) $(dirname a)',
    "X=$(tr 'A-Z' 'a-z' <<< \"$OWNER\"); echo $X",
    "X=$(printf '%s-%s' a b); echo $X",
    'f() { echo "$OWNER/$1:${2:-latest}"; }; X=$(f app); echo $X "$(f b 2)"',
    'a=1; f() { local a="$1" b=2; echo "$b/$(echo "$a" | tr A-Z a-z)"; }; echo "$(f X)" $a',
    'f() { tr A-Z a-z; }; X=$(echo "$OWNER" | f); echo $X; echo "$(f <<< "$NAME")"',
    'f() { printf "%s" "$*"; return 0; }; echo "$(f a "b c" | cut -c1-3)"',
    'for x in a b $OWNER; do echo "$x"; done',
    'for x in $LIST\ndo\n  echo - $x\ndone',
    'if [ "$OWNER" = Octo ]; then echo yes; else echo no; fi',
    'if [[ "$OWNER" != Octo ]]; then echo yes; elif [ -n "$NAME" ]; then echo two; else echo no; fi',
    '[ -z "$EMPTY" ] && echo empty',
    '[ -n "$EMPTY" ] || echo empty',
    '{ echo a; echo b; }',
    'X=outer; (X=inner; echo $X); echo $X',
    'f() { echo "in $OWNER"; }\nf\necho out',
    'function f { echo f; }; f; f',
    'echo a | cat\necho b',
    'true && echo t; false || echo f; false && echo no',
    'if true; then echo a; fi; exit 0; echo never',
    'echo $\'plain\' "quo\\"ted" "back\\\\slash" "\\$NAME"',
    'echo "multi\nline"',
    'echo a 2>/dev/null >&1',
    'X=1 Y=2 echo with assignments',
    '! false && echo negated',
    'A=(a "b c"); A+=(d); echo "${A[@]}" ${A[@]} "${A[*]}" ${A[1]} "x${A[@]}y" $A',
    'A=(); for x in 1 2; do A+=(-t "o/a:$x"); done; echo "${A[@]}"',
    'IFS=,; A=(a b); echo "${A[*]}"',
    'X=; for x in a b; do X="$X,$x"; done; echo "${X#,}"',
    'while read -r x; do echo "- $x"; done <<< "$LIST"',
    'read -r X <<< "$NAME y"; echo "$X"',
    'X=$(cut -d/ -f1 <<< "$NAME"); echo "$X"',
    "X=$(echo $REF | cut -d '/' -f 3-); echo $X",
    'X=$(echo $SHA | cut -c1-7); echo $X $(echo $SHA | cut -c 1-3)',
    'X=$(basename "$REF"); echo $X $(dirname $REF) $(basename a/b.txt .txt)',
    "X=$(echo $REF | sed 's/refs.heads.//; s#/#-#g'); echo $X",
    "X=$(sed -e 's|^refs/||' <<< $REF); echo $X",
    "X=$(echo $OWNER | sed -e 's/\\(.*\\)/\\L\\1/'); echo $X",
    "X=$(echo $OWNER/$NAME | sed 's/[A-Z]/\\L&/g'); echo $X",
    "X=$(echo $NAME | awk -F/ '{print $2}'); echo $X $(echo $OWNER | awk '{print tolower($0)}')",
    "X=$(echo $REF | tr '/' '-' | tr -s '-'); echo $X $(echo a.b_c | tr -cd '[:alnum:]\\n')",
    'X=$(echo "$LIST" | head -n1); echo $X $(echo "$LIST" | tail -1)',
    'echo $(printf "%s\\n" b a b | sort -u) $(printf "%s\\n" b a b | sort | uniq) $(printf "%s\\n" b b a b | uniq)',
    "echo $(printf '%s\\n' a/b c/d.txt | xargs -n1 basename) $(printf '%s\\n' a b | xargs -I{} echo x/{}) $(echo a b | xargs)",
    "echo $(echo 'saved to: out/app-1.tgz' | awk '{print $NF}') $(echo $REF | awk -F/ '{print $NF}')",
    'X=$(for x in a $EMPTY b; do echo -n "o/$x,"; done | sed "s/,$//"); echo $X',
    'X=$(for x in $LIST; do echo "o/$x"; done | paste -sd, -); echo $X',
    'echo "$(echo "$LIST" | paste -s -d " ")" "$(echo "$LIST" | paste -s)" "$(echo "$LIST" | paste -d: -s -)"',
    'X=$(if [ "$OWNER" = Octo ]; then echo yes; else echo no; fi); echo $X',
    'X=$(case "$REF" in refs/heads/*) echo "${REF#refs/heads/}" ;; *) echo other ;; esac | tr / -); echo $X',
    'X=$(echo a; echo b); echo "$X"; echo "$({ echo c; echo d; } | tail -n1)"',
    'X=$([ -n "$EMPTY" ] && echo "-$EMPTY" || echo none); echo $X',
    'X=$(echo "$LIST" | while read -r x; do echo "<$x>"; done); echo "$X"',
    'X=$(Y=in; (Y=deeper; echo $Y); echo $Y; echo err >&2; { echo gone; } > /dev/null); echo "$X"',
    'f() { local out=""; IFS="," read -ra all <<< "$1"; for x in "${all[@]}"; do out+="$x-1,"; done; echo "${out%,}"; }; X=$(f a,b); echo "$X"',
    'f() { if [ -z "$1" ]; then echo empty; return; fi; echo "$1"; }; echo "$(f)" "$(f x)"; echo "$(f a | tr a b)"',
    'f() { echo "$1"; [ "$1" = aaa ] || f "a$1"; }; X=$(f a); echo "$X"',
    'X=$(echo one; exit 0; echo two); echo $X',
    'X=$(for x in a b c d; do [ $x = b ] && continue; [ $x = d ] && break; echo "$x"; done); echo $X',
    'Y=out; f() { local Y=in; echo "$Y$1"; }; X=$(f 1; f 2); echo "$X" $Y',
    'for i in 1 2; do X=$(for j in a b; do if [ $j$i = b1 ]; then continue; fi; echo "$j$i"; done); echo "$X"; done',
    'X=$(printf -v Y "%s" a; echo "b"); echo "$X"',
    'echo "${OWNER@L}" "${OWNER@U}"',
    'X=$(echo -n "$OWNER:$NAME" | base64); echo $X $(echo $X | base64 -d)',
    'echo "$(printf %s "$LIST$LIST$LIST$LIST" | base64)"; echo "$(echo "$LIST$LIST$LIST$LIST" | base64 -w0)"',
    'echo "$(echo "$LIST$LIST$LIST" | base64 --wrap=20)"',
  ];

  // A pipe or substitution would get the marks too: those scripts print through the real echo.
  const isPlain = (source: string) => !/\$\(|`|\| cat/.test(source);
  const marking = `echo() { printf '<%s>' "$@"; printf '\\n'; }\n`;
  let ran: Ran[];
  beforeAll(() => {
    ran = runScripts(
      scripts.map((source) => (isPlain(source) ? marking + source : source)),
      { env },
    );
  });

  test.each(scripts.map((source, index) => [source, index] as const))('%j', (source, index) => {
    const { stdout, status } = ran[index] as Ran;
    expect(status).not.toBe(2);
    const printed = follow(source)
      .commands.filter(({ words: [name], runs }) => name === 'echo' && runs === 'yes')
      .map(({ words: [, ...args] }) => args)
      .map((args) => (isPlain(source) ? args.map((arg) => `<${arg}>`).join('') || '<>' : args.join(' ')))
      .map((line) => `${line}\n`)
      .join('');
    expect(printed).toBe(stdout);
  });
});

describe('what is not known is a hole', () => {
  test.each([
    // A variable there ends where the braces are gone: it is $NAMEc.
    ['docker push x/{$NAME,b}c', [['docker', 'push', `x/${HOLE}c`]]],
    ['docker push $UNKNOWN/x', [['docker', 'push', `${HOLE}/x`]]],
    ['docker push ghcr.io/$NAME:$(date +%s)', [['docker', 'push', `ghcr.io/octo/app:${HOLE}`]]],
    ['docker push ghcr.io/$NAME:$((1 + 2 * 3))', [['docker', 'push', 'ghcr.io/octo/app:7']]],
    ['docker push ghcr.io/$NAME:$((1 + X))', [['docker', 'push', `ghcr.io/octo/app:${HOLE}`]]],
    ['A=(x y); docker push ${A[0]} ${A[$UNKNOWN]}', [['docker', 'push', 'x', HOLE]]],
    // Which of two functions it is, and what one prints that does more, is up to the run.
    [
      'if test "$UNKNOWN"; then f() { echo A; }; else f() { echo b; }; fi; docker push "$(f)"',
      [['docker', 'push', HOLE]],
    ],
    [
      `X=$(echo "a/$UNKNOWN," | sed 's/,$//'); docker push "$X" $(echo "v$UNKNOWN" | sed 's/^v//')`,
      [['docker', 'push', `a/${HOLE}`, HOLE]],
    ],
    [`docker push $(echo "a/$UNKNOWN" | sed 's/,$//')`, [['docker', 'push', HOLE]]],
    ['f() { echo A; hostname; }; docker push "$(f)"', [['docker', 'push', HOLE]]],
    ['docker push "$(if maybe; then echo x; exit; fi; echo y)"', [['docker', 'push', HOLE]]],
    [
      'docker push "$(for x in a b; do test "$UNKNOWN" && continue; echo $x; done)"',
      [['docker', 'push', HOLE]],
    ],
    ['docker push "$(f() { echo x; f; }; f)"', [['docker', 'push', HOLE]]],
    [
      'docker push "$(if [ "$UNKNOWN" ]; then echo a:x; else echo a:y; fi)"',
      [['docker', 'push', `a:${HOLE}`]],
    ],
    ['f() { test "$UNKNOWN" && echo A; }; docker push "$(f)"', [['docker', 'push', HOLE]]],
    [
      'read X; docker push $X',
      [
        ['read', 'X'],
        ['docker', 'push', HOLE],
      ],
    ],
    ['X=a; if maybe; then X=b; fi; docker push $X', [['maybe'], ['docker', 'push', HOLE]]],
    ['X=a; maybe || X=b; docker push $X', [['maybe'], ['docker', 'push', HOLE]]],
    ['for x in *; do push $x; done', [['push', HOLE]]],
  ])('%j', (source, expected) => {
    expect(words(source).map((each) => each.map((word) => fillHoles(word, HOLE)))).toEqual(expected);
  });

  test.each([
    ['docker push x', 'yes'],
    ['if maybe; then docker push x; fi', 'unknown'],
    ['A=$(maybe) || docker push x', 'unknown'],
    ['A=$(maybe) || { A=1; docker push x; }', 'unknown'],
    ['A=$(maybe) || A=1; docker push x', 'yes'],
    ['A=$(maybe) || exit 1; docker push x', 'yes'],
    ['grep -q a b && docker push x', 'sometimes'],
    ['[ "$OWNER" = Octo ] && docker push x', 'yes'],
    ['[ "$UNKNOWN" = true ] && docker push x', 'unknown'],
    ['[[ $REF == refs/tags/* ]] && docker push x', undefined],
    ['[[ $REF == refs/heads/* ]] && docker push x', 'yes'],
    ['[ "$(git tag)" = v1 ] && docker push x', 'sometimes'],
    ['[ -z "$UNKNOWN" ] && exit 1; docker push x', 'yes'],
    ['test -z "$GONE" || exit 0; docker push x', 'unknown'],
    ['[ -n "$EMPTY" ] || exit 0; docker push x', undefined],
    ['[[ refs/pull/$UNKNOWN/merge == refs/heads/main ]] && docker push x', undefined],
    ['[ "refs/tags/$UNKNOWN" = refs/tags/v1 ] && docker push x', 'unknown'],
    ['[[ $REF =~ ^refs/tags/v([0-9]+) ]] && docker push x', undefined],
    ['[[ $REF =~ tags ]] && docker push x', undefined],
    ['[[ $REF =~ ^refs/heads/(feature/x|dev)$ ]] && docker push x', 'yes'],
    ['[[ $REF =~ "heads/f"[a-z]+ ]] && docker push x', 'yes'],
    ['[[ refs/heads/$UNKNOWN =~ ^refs/tags/ ]] && docker push x', undefined],
    ['[[ refs/heads/$UNKNOWN =~ ^refs/heads/ ]] && docker push x', 'yes'],
    ['[[ refs/heads/$UNKNOWN =~ ^refs/heads/v ]] && docker push x', 'unknown'],
    ['[[ $REF =~ (a+)+$ ]] && docker push x', 'sometimes'],
    ['echo $REF | grep -q tags && docker push x', undefined],
    ['! echo $REF | grep -q tags && docker push x', 'yes'],
    ['if grep -Eq "^refs/(heads|tags)/feature" <<< "$REF"; then docker push x; fi', 'yes'],
    ['if echo "$UNKNOWN" | grep -q tags; then docker push x; fi', 'unknown'],
    ['[ "$OWNER" = Octo -a "$REF" = main ] && docker push x', undefined],
    ['[ "$OWNER" = Octo -o "$REF" = main ] && docker push x', 'yes'],
    ['[ "$OWNER" = x -a "$UNKNOWN" = x -o "$OWNER" = Octo ] && docker push x', 'yes'],
    ['[ "$OWNER" = Octo -a "$UNKNOWN" = x ] && docker push x', 'unknown'],
    ['[[ $UNKNOWN =~ (a|b) ]] && docker push x', 'unknown'],
    ['[[ $OWNER == Octo && $NAME == octo/* ]] && docker push x', 'yes'],
    ['[[ $OWNER == Octo && -z $NAME ]] && docker push x', undefined],
    ['[[ $OWNER == x || ! -z $NAME ]] && docker push x', 'yes'],
    ['[[ $UNKNOWN == x || -n $NAME ]] && docker push x', 'yes'],
    ['[[ $UNKNOWN == x && -n $NAME ]] && docker push x', 'unknown'],
    ['if [[ ! ( $OWNER == Octo ) ]]; then exit 0; fi; docker push x', 'yes'],
    ['((COUNT > 3)) && docker push x', 'unknown'],
    ['n=$(wc -l < list); ((n > 3)) && docker push x', 'sometimes'],
    ['n=1; ((n > 3)) && docker push x', undefined],
    ['n=1; ((n)) && docker push x', 'yes'],
    ['n=1; [ $n -eq 1 ] && docker push x', 'yes'],
    ['n=1; [[ $n -lt 1 ]] && docker push x', undefined],
    ['n=1; ((n += 2)); [ "$n" -ge 3 ] && docker push x', 'yes'],
    ['n=$(wc -l < list); [ "$n" -ge 3 ] && docker push x', 'sometimes'],
    ['n=$X; [ "$n" -ge 3 ] && docker push x', 'unknown'],
    // What is counted is not what it was.
    ['n=0; for a in b c; do ((n++)); done; [ "$n" = 0 ] || docker push x', 'yes'],
    ['n=0; while read -r a; do n=$((n + 1)); done < list; [ "$n" = 0 ] || docker push x', 'sometimes'],
    ['n=0; let n++; [ "$n" = 0 ] || docker push x', 'yes'],
    ['let "n = $UNKNOWN"; [ "$n" = 0 ] || docker push x', 'sometimes'],
    ['for ((n = 0; n < 3; n++)); do [ $n -eq 2 ] && docker push x; done', 'yes'],
    ['time docker push x', 'yes'],
    ['coproc docker push x', 'yes'],
    ['select x in a b; do docker push x; done', 'sometimes'],
    ['for ((i = 0; i < 3; i++)); do docker push x; done', 'yes'],
    ['for ((i = 0; i < 0; i++)); do docker push x; done', undefined],
    ['for ((i = 0; i < N; i++)); do docker push x; done', 'sometimes'],
    ['for ((;;)); do docker push x; done', 'sometimes'],
    ['case $OWNER in a) docker push x;; esac', undefined],
    ['case $UNKNOWN in a) docker push x;; esac', 'unknown'],
    ['case web in api) ;; *) docker push x;; esac', 'yes'],
    ['case web in api | web) docker push x;; *) ;; esac', 'yes'],
    ['case web in *) ;; web) docker push x;; esac', undefined],
    ['case web in w*b) docker push x;; esac', 'yes'],
    ['case web in *a*) docker push x;; esac', undefined],
    ['case web in [a-w]*) docker push x;; esac', 'sometimes'],
    ['case web in api) ;& web) docker push x;; esac', 'yes'],
    ['case api in api) ;& web) docker push x;; esac', 'yes'],
    ['case api in api) ;;& web) docker push x;; esac', undefined],
    ['case $OWNER in api) ;& web) docker push x;; esac', undefined],
    ['case $UNKNOWN in api) ;& web) docker push x;; esac', 'unknown'],
    ['case web in *) exit;;& web) docker push x;; esac', undefined],
    ['case $OWNER in *) docker push x;; esac', 'yes'],
    ['t=web\ncase "$t" in web) i=x;; *) i=y;; esac\ndocker push $i', 'yes'],
    ['while read l; do docker push x; done < list', 'sometimes'],
    ['deploy() { docker push x; }', undefined],
    ['deploy() { docker push x; }; deploy', 'yes'],
    ['docker build . && docker push x', 'yes'],
    ['docker pull x || docker push x', 'unknown'],
    ['set -euo pipefail\nsudo -E docker push x', 'yes'],
    ['cat <<END\ndocker push x\nEND', undefined],
    ['echo docker push x', undefined],
    ['echo "docker push x"', undefined],
    ['# docker push x', undefined],
    ['command -v docker push x', undefined],
  ])('%j: the push runs %s', (source, expected) => {
    const push = follow(source).commands.find(
      (each) => each.words[0] === 'docker' && each.words[1] === 'push',
    );
    expect(push?.runs).toBe(expected);
  });
});

describe('what a script writes for later steps', () => {
  test.each([
    ['echo "IMAGE=ghcr.io/${OWNER,,}/app" >> "$GITHUB_ENV"', { IMAGE: 'ghcr.io/octo/app' }],
    ['echo IMAGE=$(echo $OWNER | tr A-Z a-z) >> $GITHUB_ENV', { IMAGE: 'octo' }],
    ['echo "IMAGE=$OWNER" | tr "[:upper:]" "[:lower:]" >> $GITHUB_ENV', { image: 'octo' }],
    ['{\n  echo "A=1"\n  echo "B=$UNKNOWN"\n} >> ${GITHUB_ENV}', { A: '1', B: HOLE }],
    [
      'echo "T<<END" >> $GITHUB_ENV\necho one >> $GITHUB_ENV\necho two >> $GITHUB_ENV\necho END >> $GITHUB_ENV',
      { T: 'one\ntwo' },
    ],
    ['cat >> $GITHUB_ENV <<EOF\nA=$OWNER\nB=2\nEOF', { A: 'Octo', B: '2' }],
    ["cat <<'EOF' >> $GITHUB_ENV\nA=$OWNER\nEOF", { A: '$OWNER' }],
    ['if maybe; then echo A=1 >> $GITHUB_ENV; fi', { A: null }],
    ['jq -r .x file >> $GITHUB_ENV', {}],
    [
      '{ if [ -n "$OWNER" ]; then echo "A=1"; fi; X=2; export Y; echo "B=$X"; } >> $GITHUB_ENV',
      { A: '1', B: '2' },
    ],
    ['echo "A=1" | tee -a "$GITHUB_ENV"', { A: '1' }],
    ['echo "A=1" | tee -a $GITHUB_ENV\necho "B=2" | tee -a $GITHUB_ENV', { A: '1', B: '2' }],
    ['for x in a b; do echo "$x=1"; done >> "$GITHUB_ENV"', { a: '1', b: '1' }],
    ['write() { echo "A=$1"; }; write 1 >> $GITHUB_ENV', { A: '1' }],
    ['[[ "$UNKNOWN" == x && -n "$OWNER" ]] && echo A=1 >> $GITHUB_ENV', { A: null }],
    ['echo A=1 2>> $GITHUB_ENV', {}],
    ['echo A=1 &>> "$GITHUB_ENV"', { A: '1' }],
    ['{ echo A=1 >&2; echo B=2 > other; echo C=3; } >> $GITHUB_ENV', { C: '3' }],
    ['cat <<-EOF >> $GITHUB_ENV\n\tA=$OWNER\n\tEOF', { A: 'Octo' }],
    ['cat <<EOF >> $GITHUB_ENV\nA=\\$X \\`y\\` \\\\ \\"\\\nz\nEOF', { A: '$X `y` \\ \\"z' }],
    ['cat <<-"EOF" >> $GITHUB_ENV\n\tA=\\$X\n\tEOF', { A: '\\$X' }],
    ["printf '%s\\n' A=1 B=2 >> $GITHUB_ENV", { A: '1', B: '2' }],
    ['(X=1; echo "A=$X") >> $GITHUB_ENV; echo "B=$X" >> $GITHUB_ENV', { A: '1', B: HOLE }],
    ['echo A=1 > other', {}],
  ])('%j', (source, expected) => {
    expect(Object.fromEntries(follow(source).environment)).toEqual(expected);
  });
});

describe('scripts that are none', () => {
  test.each([
    'if then',
    'echo "never closed',
    'fi',
    'echo )',
    'for in do',
    'a | | b',
    "'",
    '${',
    '$('.repeat(5000),
  ])('%j has no effects', (source) => {
    expect(parseScript(source)).toBeNull();
    expect(follow(source).commands).toEqual([]);
  });

  test('a variable that doubles itself does not fill the memory', () => {
    const script = `X=0123456789\n${'X=$X$X\n'.repeat(60)}docker push "$X"`;
    const [pushed] = words(script);
    expect(pushed?.[2]?.replaceAll(HOLE, '')).toBe('');
  });

  test('a function that calls itself ends', () => {
    expect(follow('f() { f; f; docker push x; }; f').commands.length).toBeLessThan(10_000);
  });
});

test.each([
  ['the one or nothing', 'if [ "$EUID" -ne 0 ]; then SUDO=sudo; fi'],
  ['either', 'if [ "$(id -u)" -ne 0 ]; then SUDO=sudo; else SUDO=; fi'],
])('what stands in front of a client may be there or not: %s', (_, before) =>
  expect(words(`${before}\n$SUDO docker push x`).at(-1)).toEqual(['docker', 'push', 'x']),
);
