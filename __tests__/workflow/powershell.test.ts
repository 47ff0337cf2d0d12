/** The few lines of PowerShell that a job sets its names by. */
import { describe, expect, test } from '@jest/globals';
import { PERHAPS } from '../../src/workflow/shell/powershell/conditions.js';
import { inPlainWords, plainVariables } from '../../src/workflow/shell/powershell/powershell.js';
import { ENV, evidence, MAIN, said, workflowOf } from './reading.js';

test.each([
  ['docker push "${env:IMAGE}:$env:TAG"', 'docker push "${env_IMAGE}:${env_TAG}"'],
  ['docker push $Image', 'docker push ${image}'],
  ["echo 'costs $5 $env:X' ; docker push $Image", "echo 'costs $5 $env_X' ; docker push ${image}"],
  ['$Tag = "ghcr.io/$env:OWNER/app:1"', 'tag="ghcr.io/${env_OWNER}/app:1"'],
  ['  $repo = $env:GITHUB_REPOSITORY.ToLower()', '  repo=${env_GITHUB_REPOSITORY,,}'],
  ['$repo = "ghcr.io/$($Name.ToLowerInvariant())"', 'repo="ghcr.io/${name,,}"'],
  ['$env:DOCKER_CONFIG = "C:/x"', 'env_DOCKER_CONFIG="C:/x"'],
  ['"TAG=1" >> $env:GITHUB_ENV', 'echo "TAG=1" >> $GITHUB_ENV'],
  ['Write-Output "TAG=$tag" >> $env:GITHUB_OUTPUT', 'echo "TAG=${tag}" >> $GITHUB_OUTPUT'],
  ['"TAG=1" | Out-File -FilePath $env:GITHUB_ENV -Encoding utf8 -Append', 'echo "TAG=1" >> $GITHUB_ENV'],
  ['Add-Content -Path $env:GITHUB_ENV -Value "TAG=1"', 'echo "TAG=1" >> $GITHUB_ENV'],
  ['"TAG=1" | Out-File $env:TEMP/x', '"TAG=1" | Out-File ${env_TEMP}/x'],
  ['$tag = Get-Content VERSION', 'tag=$(Get-Content VERSION)'],
  ['$tag = (Get-Content VERSION)[0]', 'tag=${value_of_powershell}'],
  ['$tag = $env:GITHUB_SHA.Substring(0,7)', "tag=\"$(powershell-text substring '0' '7' ${env_GITHUB_SHA})\""],
  ['$tag = $env:GITHUB_SHA[0..6] -join ""', 'tag=${value_of_powershell}'],
  [
    'docker push "$($env:REPO):$($tag.Trim())"',
    "docker push \"${env_REPO}:$(powershell-text trim '' '' ${tag})\"",
  ],
  ['docker push "app:$([int]$n + 1)"', 'docker push "app:${value_of_powershell}"'],
  ['docker push "app:$(git describe)"', 'docker push "app:$(git describe)"'],
  ['$names = @("web", \'api\')', 'names=("web" \'api\')'],
  ['$names = "web", "api"', 'names=("web" "api")'],
  ['docker build `\n  -t x .', 'docker build \\\n  -t x .'],
  ['docker push `\n  "x`n"', 'docker push \\\n  "x "'],
  ['Write-Host "costs `$5"\ndocker push x', 'Write-Host "costs \\$5"\ndocker push x'],
  ['Invoke-Some [int](1, 2)\ndocker push x', ':\ndocker push x'],
  ['<#\ndocker push x\n#>\ndocker push y', '\n\n\ndocker push y'],
  ['<# one #> docker push y', ' docker push y'],
  [
    "if ($env:A -eq 'x') {\n} elseif ($env:A -eq 'y') {\n} else {\n}",
    'if [ "${env_A,,}" = \'x\' ]; then :\nelif [ "${env_A,,}" = \'y\' ]; then :\nelse :\nfi',
  ],
  [
    'try {\n} catch {\n  docker push a\n} finally {\n}',
    `{ :\n}; if ${PERHAPS}; then\n  docker push a\nfi; { :\n}`,
  ],
  [
    "if ($env:A -eq 'x')\n{\n  docker push a\n}\nelse\n{\n  docker push b\n}",
    'if [ "${env_A,,}" = \'x\' ]; then\n\n  docker push a\n\nelse\n\n  docker push b\nfi',
  ],
  [
    "if ($env:A -eq 'x') {\n}\n# not there\nelseif ($env:A -eq 'y')\n{\n}\n\nelse {\n}",
    'if [ "${env_A,,}" = \'x\' ]; then :\n\n# not there\nelif [ "${env_A,,}" = \'y\' ]; then :\n\n\n\nelse :\nfi',
  ],
  [
    'if ($x) { docker push a } else {\n  docker push b\n}',
    'if [[ -n "${x}" && "${x}" != 0 ]]; then docker push a; else\n  docker push b\nfi',
  ],
  [
    'if ($x) {\n  docker push a\n}\nelse { docker push b; docker push c }\ndocker push d',
    'if [[ -n "${x}" && "${x}" != 0 ]]; then\n  docker push a\n\nelse docker push b; docker push c; fi\ndocker push d',
  ],
  [
    "if ($env:A -eq 'x') { docker push a }\nelseif ($y) { docker push b }\nelse {\n  docker push c\n}",
    `if [ "\${env_A,,}" = 'x' ]; then docker push a\nelif [[ -n "\${y}" && "\${y}" != 0 ]]; then docker push b\nelse\n  docker push c\nfi`,
  ],
  [
    'try { docker push a }\ncatch { throw }\nfinally { docker push b }',
    `{ docker push a\n}; if ${PERHAPS}; then exit 1\nfi; { docker push b; }`,
  ],
  [
    'if ($env:A) { docker push a\n  docker push b }',
    'if [ -n "${env_A}" ]; then docker push a\n  docker push b; fi',
  ],
  ['function P {\n  docker push a }\nP', 'function P {\n  docker push a; }\nP'],
  ['foreach ($s in $list)\n{\n}', 'for s in "${list[@]}"; do :\n\ndone'],
  ['function Push\n{\n  docker push a\n}', 'function Push {\n\n  docker push a\n}'],
  ['try\n{\n  docker push a\n}\nfinally\n{\n}', '{\n\n  docker push a\n\n}; { :\n\n}'],
  ['do {\n  docker push a\n} while ($true)', 'for turn_of_powershell in 1; do\n  docker push a\ndone'],
  ['# try { docker push x }', '# try { docker push x }'],
  [
    "@'\ndocker push x\n'@ | Set-Content notes\ndocker push y",
    "'docker push x' | Set-Content notes\n\n\ndocker push y",
  ],
  ['$x = @"\ndocker push x\n"@\ndocker push y', 'x="docker push x"\n\n\ndocker push y'],
  ['$x = @"\ndocker push x\ndocker push y\n"@', 'x=${value_of_powershell}\n\n\n'],
  ['$x = @\'\na "b"\n\'@ # c', 'x=\'a "b"\'\n\n'],
  ['$x = @"\na "b"\n"@', 'x=${value_of_powershell}\n\n'],
  ['docker build -t `\n  @"\nx\n"@ `\n  .', 'docker build -t \\\n  "x" .\n\n\n'],
  ["# @'\ndocker push x", "# @'\ndocker push x"],
  ['@"\nA=1\nB=$b\n"@ >> $env:GITHUB_ENV', 'echo "A=1" >> $GITHUB_ENV; echo "B=${b}" >> $GITHUB_ENV\n\n\n'],
  ['try { docker push x } catch { throw }', `{ docker push x; }; if ${PERHAPS}; then exit 1; fi`],
  ['try { } catch { docker push x }', `{ :; }; if ${PERHAPS}; then docker push x; fi`],
  [
    'if ($x) { docker push a; } else { docker push b }',
    'if [[ -n "${x}" && "${x}" != 0 ]]; then docker push a; else docker push b; fi',
  ],
  [
    "if ($env:GITHUB_REF -eq 'refs/heads/main') {\n  docker push x\n}",
    'if [ "${env_GITHUB_REF,,}" = \'refs/heads/main\' ]; then\n  docker push x\nfi',
  ],
  ['if (\'push\' -ine "a b") {\n}', 'if [ \'push\' != "a b" ]; then :\nfi'],
  ["if ($name -eq 'X') {\n}", 'if [ "${name,,}" = \'x\' ]; then :\nfi'],
  ["if ($name -cne 'X') {\n}", 'if [ "${name}" != \'X\' ]; then :\nfi'],
  ['if ($i -ge 2) {\n}', 'if [ "${i}" -ge 2 ]; then :\nfi'],
  ['if (-not $env:TOKEN) {\n}', 'if [ -z "${env_TOKEN}" ]; then :\nfi'],
  ['if ($name -match "x") {\n}', 'if [[ "${name,,}" =~ x ]]; then :\nfi'],
  ["if ($env:A -cnotmatch '^V\\d+') {\n}", 'if ! [[ "${env_A}" =~ ^V[0-9]+ ]]; then :\nfi'],
  ["if ($env:A -like 'Refs/tags/*') {\n}", 'if [[ "${env_A,,}" == refs/tags/* ]]; then :\nfi'],
  ["if ($env:A.StartsWith('refs/tags/')) {\n}", 'if [[ "${env_A}" == refs/tags/* ]]; then :\nfi'],
  ["if (-not ($env:A -eq 'x')) {\n}", 'if ! [ "${env_A,,}" = \'x\' ]; then :\nfi'],
  [
    "if (($env:A -eq 'x') -and !($env:B)) {\n}",
    'if { [ "${env_A,,}" = \'x\' ] && [ -z "${env_B}" ]; }; then :\nfi',
  ],
  ['if ($env:A -or $LASTEXITCODE -eq 0) {\n}', `if { [ -n "\${env_A}" ] || ${PERHAPS}; }; then :\nfi`],
  ...[
    '$name -match "^$env:A"',
    "$name -match 'a\\sb'",
    '$env:A -and $env:B -or $env:C',
    `${'('.repeat(20_000)}$env:A${')'.repeat(20_000)}`,
    '(Get-Item x) -eq (Get-Item y)',
  ].map((asked): [string, string] => [`if (${asked}) {\n}`, `if ${PERHAPS}; then :\nfi`]),
  ['1..3 | ForEach-Object {\n}', 'for current_item in {1..3}; do :\ndone'],
  ['foreach ($i in 1..$n) {\n}', 'while [ "$condition_of_powershell" = true ]; do :\ndone'],
  ['for ($i = 0; $i -lt 2; $i++) {\n}', 'for ((i = 0; i < 2; i++)); do :\ndone'],
  ['$list = @()\n$list += "x"\n& docker $list', 'list=()\nlist+=("x")\ndocker "${list[@]}"'],
  ['. ./names.ps1', './names.ps1'],
  ['& docker push x', 'docker push x'],
  ['.\\scripts\\push.ps1 -f src\\Dockerfile', './scripts/push.ps1 -f src/Dockerfile'],
  ['$x = "a #b" # "c"', 'x="a #b"'],
  ['docker build \'a\\b\' "c\\d"', 'docker build \'a\\b\' "c\\d"'],
  ['$x = "ghcr.io/Octo".ToLower()', "x=\"$(powershell-text lower '' '' 'ghcr.io/Octo')\""],
  ['$x = "ghcr.io/Octo".Normalize()', 'x=${value_of_powershell}'],
  ['$x = $env:HOST + "/octo/" + \'$app\'', 'x="${env_HOST}/octo/\\$app"'],
  ['$x = $a + $b', 'x=${value_of_powershell}'],
  ['$x = "{1}/{0}:1" -f $name, "ghcr.io"', 'x="ghcr.io/${name}:1"'],
  ['$x = "{0:d2}" -f $n', 'x=${value_of_powershell}'],
  ['$x = "{1}" -f $n', 'x=${value_of_powershell}'],
  ['docker push a; if (!$?) { exit 1 }', 'docker push a; if [ $? -ne 0 ]; then exit 1; fi'],
  ['Invoke-Some (1;2); docker push a # b; c', 'Invoke-Some ${value_of_powershell}; docker push a # b; c'],
  [
    'if ($x) { docker push a; docker push b }',
    'if [[ -n "${x}" && "${x}" != 0 ]]; then docker push a; docker push b; fi',
  ],
  ['Write-Host "a; docker push b"', 'Write-Host "a; docker push b"'],
  ['$env:X ??= "a"', 'if [ -z "${env_X}" ]; then env_X="a"; fi'],
  ['docker @list', 'docker "${list[@]}"'],
  ['docker push @args', 'docker push "$@"'],
  ['echo "mail @team now"', 'echo "mail @team now"'],
  ['npm i @scope/name', 'npm i @scope/name'],
  ['$list += "x"', 'list=${value_of_powershell}'],
  ['function Push { docker push @args }', 'function Push { docker push "$@"; }'],
  ['param([string]$Name)', 'name=${value_of_powershell}; :'],
  ["docker push ($name + ':1')", 'docker push "${name}:1"'],
  ['docker push ($name + $tag)', 'docker push ${value_of_powershell}'],
  ['docker push "a (b) c" $list[0]', 'docker push "a (b) c" ${value_of_powershell}'],
])('%s', (written, expected) => {
  expect(inPlainWords(written)).toBe(expected);
});

test('lines stay where they are', () => {
  expect(inPlainWords('$a = "1"\n\ndocker push $a').split('\n')).toHaveLength(3);
});

test('only what the environment has is asked of it', () => {
  const variable = plainVariables('$Tag = 1', (name) => `<${name}>`);
  expect([variable('env_TAG'), variable('tag')]).toEqual(['<TAG>', null]);
});

describe('a condition on what the run is for', () => {
  const made = async (asked: string, ref: string) => {
    const run = JSON.stringify(`if (${asked}) {\n  docker push ghcr.io/octo/app:1\n}`);
    const steps = `- uses: acme/ghcr-preflight@v1\n- shell: pwsh\n  run: ${run}\n`;
    const env = { ...ENV, GITHUB_REF: ref };
    return (await evidence({ [MAIN]: workflowOf(steps) }, { env })).pushes.flatMap(({ runs }) =>
      runs === 'no' ? [] : runs,
    );
  };

  test.each([
    "$env:GITHUB_REF -match '^refs/tags/'",
    "$env:GITHUB_REF -like 'refs/tags/v*'",
    "-not ($env:GITHUB_REF -eq 'refs/heads/main')",
    "$env:GITHUB_REF.StartsWith('refs/tags/')",
    "($env:GITHUB_REF -match '^refs/tags/v\\d+\\.\\d+$') -and ($env:GITHUB_REF -notlike '*-rc*')",
    "$env:GITHUB_REF -eq 'refs/tags/v2.0' -or $env:GITHUB_REF -eq 'refs/tags/v1.2'",
  ])('%s', async (asked) => {
    expect([await made(asked, 'refs/tags/v1.2'), await made(asked, 'refs/heads/main')]).toEqual([
      ['yes'],
      [],
    ]);
  });

  test('nobody knows of another', async () => {
    expect(await made("$env:GITHUB_REF -match '\\bmain\\b'", 'refs/tags/v1.2')).toEqual(['unknown']);
  });
});

test('who opens a block with an else, or with an empty one behind, loses nothing of its script', async () => {
  const image = 'ghcr.io/octo/app';
  const script = [
    "if ($env:GITHUB_REF -eq 'refs/heads/main')",
    '{',
    `  $tag = "main"`,
    '}',
    'else',
    '{',
    `  $tag = "other"`,
    '}',
    'try {',
    `  docker push ${image}:$tag`,
    '}',
    'catch {',
    '}',
  ].join('\n');
  const steps = `- uses: acme/ghcr-preflight@v1\n- shell: pwsh\n  run: ${JSON.stringify(script)}\n`;
  const { pushes } = await evidence({ [MAIN]: workflowOf(steps) });
  expect(pushes.map(said)).toEqual([`${image}:main`]);
});

describe('what a job pushes', () => {
  const pushed = async (...scripts: string[]) => {
    const steps = scripts.map((each) => `- shell: pwsh\n  run: ${JSON.stringify(each)}\n`).join('');
    const { pushes } = await evidence({ [MAIN]: workflowOf(`- uses: acme/ghcr-preflight@v1\n${steps}`) }, {});
    return pushes.map(({ reference }) => reference);
  };

  test.each<[string, string[], (string | null)[]]>([
    ['by a name of its own', ['$i = "ghcr.io/octo/app"\ndocker push "${i}:1"'], ['ghcr.io/octo/app:1']],
    [
      'by one that an earlier step has set',
      ['"IMAGE=ghcr.io/octo/tools" >> $env:GITHUB_ENV', 'docker push "${env:IMAGE}:1"'],
      ['ghcr.io/octo/tools:1'],
    ],
    [
      'in a loop over names',
      [
        'foreach ($n in @("app", "tools")) {\n  docker push "ghcr.io/octo/${n}:1"\n  if ($LASTEXITCODE -ne 0) { exit 1 }\n}',
      ],
      ['ghcr.io/octo/app:1', 'ghcr.io/octo/tools:1'],
    ],
    [
      'under conditions',
      [
        '$env:KIND = Get-Content kind\nif ($env:KIND -eq "a") {\n  docker push ghcr.io/octo/app:1\n} elseif ($env:KIND -eq "b") {\n  docker push ghcr.io/octo/app:2\n} else {\n  docker push ghcr.io/octo/app:3\n}',
      ],
      ['ghcr.io/octo/app:1', 'ghcr.io/octo/app:2', 'ghcr.io/octo/app:3'],
    ],
    [
      'by the lines of a text',
      [
        '$l = @\'\nghcr.io/octo/app\nghcr.io/octo/web\n\'@ -split "`n"\nforeach ($i in $l) { docker push $i }',
      ],
      ['ghcr.io/octo/app', 'ghcr.io/octo/web'],
    ],
    [
      'by what an earlier step has handed on in lines',
      ['@"\nA=octo\nB=app\n"@ | Out-File $env:GITHUB_ENV -Append', 'docker push "ghcr.io/$env:A/$env:B"'],
      ['ghcr.io/octo/app'],
    ],
    [
      'by what one has made and handed on',
      ['"I=$(\'ghcr.io/Octo/app\'.ToLower())" >> $env:GITHUB_ENV', 'docker push $env:I'],
      ['ghcr.io/octo/app'],
    ],
    ['by a list of words', ['$list = @("push", "ghcr.io/octo/app:1")\ndocker @list'], ['ghcr.io/octo/app:1']],
    [
      'by a function that hands on what it is given',
      ['function Push-Image { docker push @args }\nPush-Image ghcr.io/octo/app:1'],
      ['ghcr.io/octo/app:1'],
    ],
    [
      'by a function whose parameters hide what is set outside',
      ['$Name = "app"\nfunction Push($Name) {\n  docker push "ghcr.io/octo/${Name}:1"\n}\nPush tools'],
      ['ghcr.io/octo/tools:1'],
    ],
    [
      'by a function with a block of parameters',
      [
        '$Name = "app"\nfunction Push {\n  param([string]$Name)\n  docker push "ghcr.io/octo/${Name}:1"\n}\nPush -Name tools',
      ],
      ['ghcr.io/octo/tools:1'],
    ],
    ...(
      [
        ['by its place and by its name', '$Name, $Tag', 'tools -tag 2', 'ghcr.io/octo/tools:2'],
        [
          'by what is meant without a word',
          '[string]$Name, [string]$Tag = "3"',
          'tools',
          'ghcr.io/octo/tools:3',
        ],
        ['beside a switch', '$Name, [switch]$Force, $Tag', '-Force tools 4', 'ghcr.io/octo/tools:4'],
        [
          'in a block of several lines',
          '\n  [Parameter(Mandatory = $true)]\n  [string]$Name,\n  # and\n  $Tag = 1\n',
          '-Name tools',
          'ghcr.io/octo/tools:1',
        ],
        ['of which nobody knows which', '$Name, $Tag', '-N tools -T 1', null],
        ['first by a name, then by its place', '$Name, $Tag', '-Name tools 1', 'ghcr.io/octo/tools:1'],
        ['by a name between places', '$Other, $Name, $Tag', 'x -Name tools 1', 'ghcr.io/octo/tools:1'],
        ['by its place behind a name', '$Name, $Tag', '-Tag 1 tools', 'ghcr.io/octo/tools:1'],
        ['of which nobody knows which, in another order', '$Name, $Tag', '-T 1 -N tools', null],
        ['by a table', '$Name, $Tag', '@given', null],
        ['too little of', '[Parameter(Mandatory)]$Name, $Tag = 1', '', null],
        ['nothing that must be', '[Parameter(Mandatory = $false)]$Name, $Tag = 1', '', 'ghcr.io/octo/:1'],
        ['through a pipe', '[Parameter(ValueFromPipeline)]$Name, $Tag = 1', '', null],
        ['by what is made elsewhere', '$Name, $Tag = (Get-Date)', 'tools', 'ghcr.io/octo/tools'],
      ] as const
    ).map(([how, parameters, call, name]): [string, string[], (string | null)[]] => [
      `by a function that is told ${how}`,
      [
        `function Push {\n  param(${parameters})\n  docker push "ghcr.io/octo/\${Name}:$Tag"\n}\nPush ${call}`,
      ],
      [name],
    ]),
    [
      'under conditions on names of its own',
      [
        "foreach ($d in 'app', 'Tools') {\n  if ($d -eq 'tools') { continue }\n  docker push \"ghcr.io/octo/$d\"\n}",
      ],
      ['ghcr.io/octo/app'],
    ],
    ...(
      [
        ['a condition', "if ('x' -eq 'x') { $n = 'web' }", ['ghcr.io/octo/web']],
        ['another one', "if ('x' -eq 'y') { $n = 'web' } else { $n = 'api' }", ['ghcr.io/octo/api']],
        ['nobody knows which', "if ($x -like 'y') { $n = 'web' }", [null]],
        ['what a command prints', "if ('x' -eq 'x') { Write-Host x; $n = Get-Content f }", [null]],
        ['a loop', "foreach ($i in 'x', 'web') { $n = $i }", ['ghcr.io/octo/web']],
        ['a choice', "switch ($x) { 'y' { $n = 'web' } }", [null]],
        ['an attempt', "try { $n = 'web' } catch { throw }", ['ghcr.io/octo/web']],
      ] as const
    ).map(([how, line, names]): [string, string[], (string | null)[]] => [
      `by a name that is set in a line with ${how}`,
      [`$n = 'app'\n${line}\ndocker push "ghcr.io/octo/$n"`],
      [...names],
    ]),
    [
      'by a list that is filled in a line',
      [
        "$l = @()\nforeach ($i in 'a', 'b') { $l += \"ghcr.io/octo/$i\" }\nforeach ($i in $l) { docker push $i }",
      ],
      ['ghcr.io/octo/a', 'ghcr.io/octo/b'],
    ],
    [
      'by one that stands where its parameters do',
      [
        'function Push { param($Name, $Tag)\n  docker push "ghcr.io/octo/${Name}:$Tag"\n}\nPush -Tag 1 -Name tools',
      ],
      ['ghcr.io/octo/tools:1'],
    ],
    ...(
      [
        ['returns', 'return "tools"'],
        ['keeps and returns', '$name = "tools"\n  return $name'],
        ['prints', 'Write-Output "tools"'],
        ['is', '"tools"'],
      ] as const
    ).map(([how, body]): [string, string[], (string | null)[]] => [
      `by what a function ${how}`,
      [`function Get-It {\n  ${body}\n}\n$name = Get-It\ndocker push "ghcr.io/octo/\${name}:1"`],
      ['ghcr.io/octo/tools:1'],
    ]),
    [
      'by what a function makes of its words',
      ['function It($Name) { return ($Name + 1) }\n$name = It a\ndocker push "ghcr.io/octo/$name"'],
      [null],
    ],
    [
      'behind a pipe, where one is left out',
      [
        '"a", "b" | ForEach-Object {\n  if ($_ -eq "a") { return }\n  docker push "ghcr.io/octo/$_"\n}\ndocker push ghcr.io/octo/c',
      ],
      ['ghcr.io/octo/b', 'ghcr.io/octo/c'],
    ],
    [
      'in front of the end of the script',
      [
        'docker push ghcr.io/octo/a\nif ($env:GITHUB_REF -eq "refs/heads/main") { return }\ndocker push ghcr.io/octo/b',
        'docker push ghcr.io/octo/a\nreturn\ndocker push ghcr.io/octo/b',
      ],
      ['ghcr.io/octo/a', 'ghcr.io/octo/a'],
    ],
    [
      'by one on one line that leaves',
      [
        'function Push($Name) { "x" | % { return }; docker push "ghcr.io/octo/$Name"; return; docker push x }\nPush a',
      ],
      ['ghcr.io/octo/a'],
    ],
    [
      'by words and items of their own lines',
      [
        '$names = @(\n  "a"\n  "b"\n)\ndocker tag x `\n  "ghcr.io/octo/a"\nforeach ($n in $names) { docker push "ghcr.io/octo/$n" }',
      ],
      ['ghcr.io/octo/a', 'ghcr.io/octo/b'],
    ],
    [
      'by a function on one line that is given what has no words in bash',
      [
        'function Push([string[]]$Names) { foreach ($n in $Names) { docker push "ghcr.io/octo/$n" } }\nPush @(\'a\', $b)',
      ],
      [null],
    ],
    [
      'in blocks of one line',
      ["'app', 'web' | ForEach-Object { if ($_ -eq 'web') { docker push \"ghcr.io/octo/$_\" } }"],
      ['ghcr.io/octo/web'],
    ],
    ['by a list', ['$list = @("push")\n$list += "ghcr.io/octo/app"\n& docker $list'], ['ghcr.io/octo/app']],
    [
      'in loops that count',
      ['1..2 | ForEach-Object { docker push "ghcr.io/octo/app:$_" }'],
      ['ghcr.io/octo/app:1', 'ghcr.io/octo/app:2'],
    ],
    [
      'in a loop over what a command finds',
      ['foreach ($d in Get-ChildItem src) {\n  docker push "ghcr.io/octo/$d"\n}'],
      [null],
    ],
    [
      'in a block behind a pipe',
      ['@("app", "tools") | ForEach-Object {\n  docker push "ghcr.io/octo/$($_):1"\n}'],
      ['ghcr.io/octo/app:1', 'ghcr.io/octo/tools:1'],
    ],
    [
      'in a loop over a list',
      [
        '$all = @(\n  "app",\n  "tools"\n)\nforeach ($each in $all) { docker push "ghcr.io/octo/$each" }\n$all | % { docker push "ghcr.io/octo/${_}:2" }',
      ],
      ['ghcr.io/octo/app', 'ghcr.io/octo/tools', 'ghcr.io/octo/app:2', 'ghcr.io/octo/tools:2'],
    ],
    [
      'in a try',
      [
        'try {\n  docker push ghcr.io/octo/app\n} catch [System.Exception] {\n  Write-Error $_\n} finally {\n  docker push ghcr.io/octo/tools\n}',
      ],
      ['ghcr.io/octo/app', 'ghcr.io/octo/tools'],
    ],
    [
      'in a function',
      ['function Publish {\n  param([string]$Name)\n  docker push ghcr.io/octo/app\n}\nPublish -Name x'],
      ['ghcr.io/octo/app'],
    ],
    [
      'behind lines that have no words in bash',
      [
        '$settings = @{\n  Name = "x"\n}\n[Net.ServicePointManager]::SecurityProtocol = 3072\n$v = [version]"1.2.3"\nif (Test-Path x) { Remove-Item x }\ndocker push "ghcr.io/octo/app:$($v.Major)"',
      ],
      ['ghcr.io/octo/app'],
    ],
    [
      'by a name that was set and is then read',
      ['$i = "ghcr.io/octo/app"\n$i = (Get-Content x)\ndocker push $i'],
      [null],
    ],
    ['by one that a command makes', ['$i = Get-Content name.txt\ndocker push "ghcr.io/octo/$i"'], [null]],
    [
      'in a function whose parameters stand beside what it does',
      [
        'function A { param($Name = \'app\'); docker push "ghcr.io/octo/$Name" }\nA\nfunction B {\n  param ($Name) docker push "ghcr.io/octo/$Name"\n}\nB web\nfunction C { [CmdletBinding()] param([Parameter(Mandatory)] $Name) docker push "ghcr.io/octo/$Name" }\nC -Name tools',
      ],
      ['ghcr.io/octo/app', 'ghcr.io/octo/web', 'ghcr.io/octo/tools'],
    ],
    [
      'in a function whose parameters are broken anywhere',
      [
        'function A {\n  param([string]$Name, # which (one)\n    [string]$Tag = \'1\')\n  docker push "ghcr.io/octo/${Name}:$Tag"\n}\nA -Name app\nfunction B(\n  $Name\n) {\n  docker push "ghcr.io/octo/$Name"\n}\nB web',
      ],
      ['ghcr.io/octo/app:1', 'ghcr.io/octo/web'],
    ],
    [
      'in a block that a function calls in one line',
      [
        "function Exec([scriptblock]$b) { & $b; if ($LASTEXITCODE) { throw 'x' } }\nExec { docker push ghcr.io/octo/app }",
      ],
      ['ghcr.io/octo/app'],
    ],
    [
      'in a chain of conditions of one line',
      [
        "if ('a' -eq 'b') { docker push ghcr.io/octo/app } elseif ('a' -eq 'a') { docker push ghcr.io/octo/web } else { docker push ghcr.io/octo/tools }",
      ],
      ['ghcr.io/octo/web'],
    ],
    [
      'in a loop of one line that is run once',
      ['do { docker push ghcr.io/octo/app } until ($?)'],
      ['ghcr.io/octo/app'],
    ],
    [
      'in what is done last',
      ['try { Get-Item x } catch { throw } finally { docker push ghcr.io/octo/app }'],
      ['ghcr.io/octo/app'],
    ],
    ['in a block that is kept', ['$p = { param($n) docker push "ghcr.io/octo/$n" }\n& $p app'], [null]],
    [
      'in a block behind another',
      ["'app', 'web' | Where-Object { $_ -ne 'app' } | ForEach-Object { docker push \"ghcr.io/octo/$_\" }"],
      [null],
    ],
    [
      'in blocks with words in front',
      ['\'app\' | ForEach-Object -Begin { $x = 1 } -Process { docker push "ghcr.io/octo/$_" }'],
      [null],
    ],
    [
      'beside a block that is not understood',
      ['try {\n  Get-Item x\n} catch {\n}\ndocker push ghcr.io/octo/app'],
      ['ghcr.io/octo/app'],
    ],
    [
      'in no table of names',
      ['$x = @{ a = { docker push ghcr.io/octo/app } }\ndocker push ghcr.io/octo/web'],
      ['ghcr.io/octo/web'],
    ],
    [
      'in front of a block that reads what it says',
      ['docker push ghcr.io/octo/app | ForEach-Object { Write-Host $_; Write-Host done }'],
      ['ghcr.io/octo/app'],
    ],
  ])('%s', async (_, scripts, expected) => expect(await pushed(...scripts)).toEqual(expected));
});

describe('what is pushed for what a script has found by then', () => {
  const made = async (script: string) => {
    const steps = `- uses: acme/ghcr-preflight@v1\n- shell: pwsh\n  run: ${JSON.stringify(script)}\n`;
    const { pushes } = await evidence({ [MAIN]: workflowOf(steps) }, {});
    return pushes.flatMap(({ reference, runs }) =>
      runs === 'no' ? [] : `${reference?.replace('ghcr.io/octo/', '')}${runs === 'yes' ? '' : '?'}`,
    );
  };
  const PUSH = 'docker push ghcr.io/octo/app:1';
  const BY_NAME = `switch ($env:GITHUB_REF_NAME) {\n  "dev" { $tag = "dev" }\n  'Main' {\n    $tag = "latest"\n    break\n  }\n  default { $tag = "x"; break }\n}\ndocker push "ghcr.io/octo/app:$tag"`;

  test.each<[string, string, string[]]>([
    ['a switch over lines', BY_NAME, ['app:latest']],
    ['a switch in one line', `switch ("b") { "a" { exit } "b" { ${PUSH} } default { exit } }`, ['app:1']],
    ['none of its texts', `switch ("c") { "a" { ${PUSH} } b { ${PUSH} } }`, []],
    ['its rest', `switch ("c") { "a" { exit 0 }; default { ${PUSH}; break } }`, ['app:1']],
    ['patterns', `switch -Wildcard ($env:GITHUB_REF) { "refs/heads/*" { ${PUSH} } }`, ['app:1']],
    [
      'more patterns, all of which may fit',
      `switch -Wildcard ("ab") {\n  "a*" { echo a }\n  "*b" { ${PUSH} }\n}`,
      ['app:1?'],
    ],
    ['the same in one line', `switch -Wildcard ("ab") { "a*" { echo a } "*b" { ${PUSH} } }`, ['app:1?']],
    ['a text that looks like a pattern', `switch ("ab") {\n  "a*" { ${PUSH} }\n}`, []],
    ['the same in one line', `switch ("ab") { "a*" { ${PUSH} } }`, []],
    ['regular expressions', `switch -Regex ($env:GITHUB_REF) {\n  "^refs/" { ${PUSH} }\n}`, ['app:1?']],
    ['one in a line', `switch -Regex ($env:GITHUB_REF) { "^refs/heads/" { ${PUSH} } }`, ['app:1']],
    ['one of more characters', `switch -Regex ("refs/x") { "x.+$" { ${PUSH} } }`, ['app:1?']],
    ['one of an end', `switch -Regex ("v1.2") { "^v1\\.3$" { ${PUSH} } }`, []],
    ['one of more', `switch -Regex ("v1.2") { "^v[0-9]" { ${PUSH} } }`, ['app:1?']],
    ['a part of what nobody knows', `switch ($x.Name) { "a" { ${PUSH} } default { exit } }`, ['app:1?']],
    [
      'a switch in a loop',
      'foreach ($i in "a", "b") {\n  switch ($i) {\n    "a" { $t = "1"; continue }\n    "b" { $t = "2" }\n  }\n  docker push "ghcr.io/octo/${i}:$t"\n}',
      ['a:1', 'b:2'],
    ],
    ['what is true', `$push = $true\nif ($push -eq $true) { ${PUSH} }`, ['app:1']],
    ['what is false', `$push = $false\nif ($push) { ${PUSH} }`, []],
    ['what is not false', `$dry = $false\nif (-not $dry) { ${PUSH} }`, ['app:1']],
    ['a number', `$n = 3\nif ($n -gt 12) { ${PUSH} }`, []],
    ['a number that is counted on', `$n = 11\n$n += 1\n$n++\nif ($n -gt 12) { ${PUSH} }`, ['app:1']],
    ['a text of digits, which is no number', `if ($env:GITHUB_RUN_NUMBER -gt 9) { ${PUSH} }`, ['app:1?']],
    [
      'an end, behind what is only said',
      `docker build .\nWrite-Host "x"\nif ($LASTEXITCODE -ne 0) { exit 1 }\n${PUSH}`,
      ['app:1'],
    ],
    [
      'an end that is kept',
      `docker build .\n$code = $LASTEXITCODE\nls\nif ($code -ne 0) { exit $code }\n${PUSH}`,
      ['app:1'],
    ],
    ['the words of a call', `function Run { & $args[0] $args[1..9] }\nRun ${PUSH}`, ['app:1']],
    [
      'all but its first',
      `function Run { docker @($args | Select-Object -Skip 1) }\nRun x ${PUSH.slice(7)}`,
      ['app:1'],
    ],
    ['a variable that nothing sets', `if ($env:PUSH -eq "true") { ${PUSH} }`, []],
    ['its lack', `if (-not $env:DRY_RUN) { ${PUSH} }`, ['app:1']],
    ['one that another script may set', `. ./env.ps1\nif ($env:PUSH) { ${PUSH} }`, ['app:1?']],
    ['a text', `Invoke-Expression "${PUSH}"`, ['app:1']],
    ['a text by name', `$run = "${PUSH}"\niex $run`, ['app:1']],
    [
      'a process',
      'Start-Process -FilePath docker -ArgumentList "push", "ghcr.io/octo/app:1" -Wait',
      ['app:1'],
    ],
    [
      'a process by one text',
      'Start-Process docker -ArgumentList "push ghcr.io/octo/app:1" -NoNewWindow',
      ['app:1'],
    ],
    ['a block that is called', `& { ${PUSH} }`, ['app:1']],
    ['one in lines', `& {\n  ${PUSH}\n} | Out-Null\ndocker push ghcr.io/octo/web`, ['app:1', 'web']],
    ['a command for a block', `Invoke-Command -ScriptBlock {\n  ${PUSH}\n}`, ['app:1']],
    ['one on another machine', `Invoke-Command -ComputerName x -ScriptBlock { ${PUSH} }`, ['app:1?']],
    ['one that is measured', `if ($env:GITHUB_SHA) { Measure-Command { ${PUSH} } }`, ['app:1']],
    ['a job', `$j = Start-Job { ${PUSH} }\nWait-Job $j`, ['app:1']],
    ['one that waits', `Start-Job -ScriptBlock { ${PUSH} } | Wait-Job | Receive-Job`, ['app:1']],
    ['one that ends', `Start-Job { exit 1; ${PUSH} }`, ['app:1?']],
    [
      'a block with a name of its own',
      `$i = 'a'\n& { $i = 'b' }\ndocker push "ghcr.io/octo/$i"`,
      ['undefined'],
    ],
    ['a block that ends all', `& { throw 'x' }\n${PUSH}`, []],
    ['what is never so', `if ($false) { ${PUSH} }`, []],
    ['cmd with a text', `cmd /c "${PUSH}"`, ['app:1']],
    ['cmd with words', `cmd.exe /d /c ${PUSH}`, ['app:1']],
    ['the end of a cmd', `cmd /c "exit 0"\n${PUSH}`, ['app:1']],
    ['a text of a zero, which is there', `$p = "0"\nif ($p) { ${PUSH} }`, ['app:1']],
    ['its lack', `$p = '0'\nif (-not $p) { ${PUSH} }`, []],
    ['a number of zero', `$p = 0\nif ($p) { ${PUSH} }`, []],
    ['a switch over a list', `$l = @("a", "b")\nswitch ($l) { "b" { ${PUSH} } "c" { exit } }`, ['app:1?']],
    ['what is empty', `$x = ""\nif ([string]::IsNullOrEmpty($x)) { exit 0 }\n${PUSH}`, []],
    ['what is not', `if (-not [String]::IsNullOrWhiteSpace($env:GITHUB_REF)) { ${PUSH} }`, ['app:1']],
    ['what nothing sets', `if ([string]::IsNullOrEmpty($env:NOPE)) { exit 0 }\n${PUSH}`, []],
    ['one of several texts', `if ($env:GITHUB_REF_NAME -in "dev", "main") { ${PUSH} }`, ['app:1']],
    ['none of them', `if ($env:GITHUB_REF_NAME -notin @("dev", "Main")) { ${PUSH} }`, []],
    ['none of them by its letters', `if ($env:GITHUB_REF_NAME -cin "Main", "MAIN") { ${PUSH} }`, []],
    [
      'items that are joined',
      '$l = @("octo", "app")\n$n = $l -join "/"\ndocker push "ghcr.io/${n}:1"',
      ['app:1'],
    ],
    ['texts that are joined', '$t = ("a", "b") -join \'-\'\ndocker push "ghcr.io/octo/app:$t"', ['app:a-b']],
    [
      'a text in parts',
      '$l = "a,b" -split ","\nforeach ($t in $l) { docker push "ghcr.io/octo/app:$t" }',
      ['app:a', 'app:b'],
    ],
    [
      'the same by a method',
      "$x = 'a b'\n$l = $x.Split(' ')\nforeach ($t in $l) { docker push \"ghcr.io/octo/app:$t\" }",
      ['app:a', 'app:b'],
    ],
    [
      'a variable that is set by its name',
      '[Environment]::SetEnvironmentVariable("TAG", "3")\ndocker push "ghcr.io/octo/app:$env:TAG"',
      ['app:3'],
    ],
    [
      'the same for the process',
      "[System.Environment]::SetEnvironmentVariable('TAG', '3', 'Process')\ndocker push ghcr.io/octo/app:$env:TAG",
      ['app:3'],
    ],
    ['a switch that is given', `function P([switch]$Push) { if ($Push) { ${PUSH} } }\nP -Push`, ['app:1']],
    ['a switch that is not', `function P([switch]$Push) { if ($Push) { ${PUSH} } }\nP`, []],
  ])('%s', async (_, script, expected) => expect(await made(script)).toEqual(expected));
});

describe('a batch file of the checkout', () => {
  const PUSHES = '@echo off\nset NAME=%~1\nif "%2"=="" exit /b 0\ndocker push ghcr.io/octo/%NAME%:%2\n';
  const OWN = `@echo off\nsetlocal\n${PUSHES}`;

  test.each([
    ['that is called', 'call ci\\x.bat web 3', 'cmd', PUSHES, ['web:3', 'web:1']],
    ['that is started, behind which nothing is run', 'ci\\x.bat web 3', 'cmd', PUSHES, ['web:3']],
    ['that keeps what it sets', 'call ci\\x.bat web 3', 'cmd', OWN, ['web:3', 'app:1']],
    ['that ends by itself', 'call ci\\x.bat web', 'cmd', PUSHES, ['web:1']],
    ['that ends all', 'call ci\\x.bat', 'cmd', 'exit 0\n', []],
    ['of PowerShell', './ci/x.bat web 3', 'pwsh', PUSHES, ['web:3', 'app:1']],
    ['that ends, of PowerShell', './ci/x.bat', 'pwsh', 'exit 0\n', ['app:1']],
  ])('%s', async (_, line, shell, source, expected) => {
    const [set, name] = shell === 'cmd' ? ['set NAME=app', '%NAME%'] : ['$env:NAME = "app"', '$env:NAME'];
    const script = [set, line, `docker push ghcr.io/octo/${name}:1`].map((each) => `    ${each}\n`).join('');
    const steps = `- uses: actions/checkout@v4\n- uses: acme/ghcr-preflight@v1\n- shell: ${shell}\n  run: |\n${script}`;
    const { pushes } = await evidence({ [MAIN]: workflowOf(steps), 'ci/x.bat': source }, { env: ENV });
    const made = pushes.filter(({ runs }) => runs === 'yes');
    expect(made.map(({ reference }) => reference?.replace('ghcr.io/octo/', ''))).toEqual(expected);
  });
});

describe('a script of the checkout', () => {
  const NAMED =
    'param(\n  [Parameter(Mandatory = $true)][string]$Name,\n  [string]$Tag = "latest",\n  [switch]$Dry\n)\nif (-not $Dry) { docker push "ghcr.io/octo/${Name}:$Tag" }\n';

  async function started(line: string, { source = NAMED, shell = 'pwsh' } = {}) {
    const step = `- run: |\n${line.replace(/^/gm, '    ')}\n  shell: ${shell}\n`;
    const steps = `- uses: actions/checkout@v4\n- uses: acme/ghcr-preflight@v1\n${step}`;
    const files = { [MAIN]: workflowOf(steps), 'ci/push.ps1': source };
    const { pushes } = await evidence(files, { env: ENV });
    return pushes.flatMap(({ reference, runs }) =>
      runs === 'no' ? [] : [`${reference}${runs === 'yes' ? '' : '?'}`],
    );
  }

  test.each([
    ['by names', './ci/push.ps1 -Name app -Tag 3', 'pwsh', ['ghcr.io/octo/app:3']],
    ['by places', '& ./ci/push.ps1 app 3', 'pwsh', ['ghcr.io/octo/app:3']],
    ['with what it says itself', '.\\ci\\push.ps1 -Name Web', 'pwsh', ['ghcr.io/octo/Web:latest']],
    ['told to push nothing', './ci/push.ps1 -Name app -Dry', 'pwsh', []],
    ['by pwsh', 'pwsh -NoProfile -File ci/push.ps1 -Name app', 'bash', ['ghcr.io/octo/app:latest']],
    ['by another one', 'powershell -ExecutionPolicy Bypass ci/push.ps1 app 2', 'sh', ['ghcr.io/octo/app:2']],
  ])('that is started %s', async (_, line, shell, expected) =>
    expect(await started(line, { shell })).toEqual(expected),
  );

  test('finds those that lie beside it', async () => {
    const steps =
      '- uses: actions/checkout@v4\n- uses: acme/ghcr-preflight@v1\n- run: ./ci/a.ps1 3\n  shell: pwsh\n';
    const files = {
      [MAIN]: workflowOf(steps),
      'ci/a.ps1': 'param($Tag)\n& "$PSScriptRoot/b.ps1" -Tag $Tag\n',
      'ci/b.ps1': 'param($Tag)\ndocker push ghcr.io/octo/app:$Tag\n',
    };
    const { pushes } = await evidence(files, { env: ENV });
    expect(pushes.map(({ reference }) => reference)).toEqual(['ghcr.io/octo/app:3']);
  });

  test.each([
    ['of the environment', '$env:TAG', 'TAG=3 pwsh ci/push.ps1', 'bash', 'ghcr.io/octo/app:3'],
    ['of the run', '$env:GITHUB_REF_NAME', './ci/push.ps1', 'pwsh', 'ghcr.io/octo/app:main'],
    ['that its starter has set', '$env:TAG', '$env:TAG = "4"\n./ci/push.ps1', 'pwsh', 'ghcr.io/octo/app'],
    ['of its starter', '$tag', '$tag = "4"\n./ci/push.ps1', 'pwsh', 'ghcr.io/octo/app'],
  ])('finds what is %s, or nobody knows it', async (_, name, line, shell, expected) => {
    const source = `docker push "ghcr.io/octo/app:${name}"\n`;
    expect(await started(line, { source, shell })).toEqual([expected]);
  });
});
