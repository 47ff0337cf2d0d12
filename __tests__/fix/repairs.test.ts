/** The repairs beside `permissions`: each is a table of text before and after. */
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { applyEdits, type TextEdit } from '../../src/fix/diff.js';
import { addToStep, removeEntry } from '../../src/fix/entries.js';
import { forkGuardEdit, forkGuardOfStep, NOT_FROM_A_FORK } from '../../src/fix/guard.js';
import { registryEdit } from '../../src/fix/login.js';
import { lowerCaseEdits, lowerCaseIn } from '../../src/fix/names.js';
import {
  levelEdit,
  listedScopesEdits,
  stepPermissionsEdits,
  strayScopeEdit,
} from '../../src/fix/permissions/invalid.js';
import {
  child,
  entry,
  list,
  map,
  type Span,
  type WorkflowDocument,
  type YamlEntry,
  type YamlMap,
} from '../../src/workflow/text/document.js';
import { parseWorkflow } from '../../src/workflow/text/parse.js';

function open(text: string): WorkflowDocument {
  const { document } = parseWorkflow('ci.yml', text);
  if (!document) throw new Error(`not parsed:\n${text}`);
  return document;
}

const jobOf = (document: WorkflowDocument) => child(child(document.root, 'jobs'), 'a');
const stepOf = (document: WorkflowDocument) =>
  map(list(child(jobOf(document), 'steps'))?.items[0]?.node) as YamlMap;

/** A workflow with one step, given with its dash and without the indentation around it. */
const workflow = (step: string, end = '\n') =>
  `jobs:\n  a:\n    runs-on: x\n    steps:\n${step.replace(/^/gm, '      ')}\n`.replaceAll('\n', end);

const bare = (text: string) =>
  text
    .split(/\r?\n/)
    .slice(4, -1)
    .map((line) => line.slice(6))
    .join('\n');

function edited(text: string, edits: TextEdit | readonly TextEdit[] | null): string | null {
  if (edits === null) return null;
  return applyEdits(text, Array.isArray(edits) ? edits : [edits as TextEdit]);
}

/** What one step becomes; null when nothing is done. */
function step(before: string, make: (document: WorkflowDocument, step: YamlMap) => TextEdit | null) {
  const text = workflow(before);
  const document = open(text);
  const after = edited(text, make(document, stepOf(document)));
  if (after !== null) parse(after);
  return after === null ? null : bare(after);
}

describe('a variable for a step', () => {
  const set = (before: string) =>
    step(before, (document, node) =>
      addToStep(document, node, 'env', 'GITHUB_TOKEN', '${{ secrets.GITHUB_TOKEN }}'),
    );
  const LINE = 'GITHUB_TOKEN: ${{ secrets.GITHUB_TOKEN }}';

  test.each([
    ['in front of its run', '- name: x\n  run: y', `- name: x\n  env:\n    ${LINE}\n  run: y`],
    ['in front of a run behind the dash', '- run: |\n    y', `- env:\n    ${LINE}\n  run: |\n    y`],
    [
      'below the key, above its comment',
      '- run: y\n  env: # all\n    # one\n    A: b',
      `- run: y\n  env: # all\n    ${LINE}\n    # one\n    A: b`,
    ],
    [
      'between braces',
      '- run: y\n  env: {A: b}',
      "- run: y\n  env: {GITHUB_TOKEN: '${{ secrets.GITHUB_TOKEN }}', A: b}",
    ],
    [
      'between braces that are empty',
      '- run: y\n  env: {}',
      "- run: y\n  env: { GITHUB_TOKEN: '${{ secrets.GITHUB_TOKEN }}' }",
    ],
    ['below a key without a value', '- env: # none\n  run: y', `- env: # none\n    ${LINE}\n  run: y`],
    [
      'in a step between braces',
      '- {run: y}',
      "- {env: {GITHUB_TOKEN: '${{ secrets.GITHUB_TOKEN }}'}, run: y}",
    ],
  ])('%s', (_, before, after) => expect(set(before)).toBe(after));

  test.each([
    ['that it has already', '- run: y\n  env:\n    GITHUB_TOKEN: z'],
    ['where others share its env', '- run: y\n  env: &shared\n    A: b'],
    ['where its env is no mapping', '- run: y\n  env: ${{ fromJSON(vars.ENV) }}'],
    ['where nothing is run', '- uses: a/b@v1'],
  ])('nothing is done for one %s', (_, before) => expect(set(before)).toBeNull());
});

describe('the registry of a login', () => {
  const login = (before: string) => {
    const text = workflow(before);
    const document = open(text);
    const made = registryEdit(document, stepOf(document), 'ghcr.io');
    return made && { text: bare(edited(text, made.edit) as string), safe: made.safe };
  };
  const TOKEN = '${{ secrets.GITHUB_TOKEN }}';

  test('is named in the first line', () =>
    expect(login(`- uses: docker/login-action@v3\n  with:\n    username: x\n    password: ${TOKEN}`)).toEqual(
      {
        text: `- uses: docker/login-action@v3\n  with:\n    registry: ghcr.io\n    username: x\n    password: ${TOKEN}`,
        safe: true,
      },
    ));

  test('between braces too', () =>
    expect(login(`- uses: docker/login-action@v3\n  with: {password: "${TOKEN}"}`)).toEqual({
      text: `- uses: docker/login-action@v3\n  with: {registry: ghcr.io, password: "${TOKEN}"}`,
      safe: true,
    }));

  test('in the quotes of the one that stands there', () =>
    expect(
      login(
        `- uses: docker/login-action@v3\n  with:\n    registry: "gchr.io" # ours\n    password: \${{ github.token }}`,
      ),
    ).toEqual({
      text: `- uses: docker/login-action@v3\n  with:\n    registry: "ghcr.io" # ours\n    password: \${{ github.token }}`,
      safe: true,
    }));

  test('is not certain where the password is not the token of the job', () =>
    expect(
      login(
        '- uses: docker/login-action@v3\n  with:\n    username: x\n    password: ${{ secrets.DOCKERHUB_TOKEN }}',
      )?.safe,
    ).toBe(false));

  test('stays when it is right', () =>
    expect(login(`- uses: docker/login-action@v3\n  with:\n    registry: ghcr.io`)).toBeNull());
});

describe('a name in lower case', () => {
  const lowered = (text: string, reference: string) => edited(text, lowerCaseEdits(open(text), reference));

  test.each([
    ['keeps the tag', 'x: ghcr.io/Octo/App:V1\n', 'ghcr.io/Octo/App:V1', 'x: ghcr.io/octo/app:V1\n'],
    [
      'keeps an expression',
      'x: "ghcr.io/Octo/${{ matrix.Name }}/App:${{ github.ref_name }}"\n',
      'ghcr.io/Octo/${{ matrix.Name }}/App:${{ github.ref_name }}',
      'x: "ghcr.io/octo/${{ matrix.Name }}/app:${{ github.ref_name }}"\n',
    ],
    [
      'behind an expression',
      'x: ${{ env.REGISTRY }}/Octo/App:${{ env.TAG }}\n',
      '${{ env.REGISTRY }}/Octo/App:${{ env.TAG }}',
      'x: ${{ env.REGISTRY }}/octo/app:${{ env.TAG }}\n',
    ],
    [
      'keeps a variable of the shell',
      'x: docker push ghcr.io/Octo/$IMAGE:A\n',
      'ghcr.io/Octo/$IMAGE:A',
      'x: docker push ghcr.io/octo/$IMAGE:A\n',
    ],
    [
      'wherever it stands, comments of the file excepted',
      '# ghcr.io/Octo/App\nx: |\n  docker build -t ghcr.io/Octo/App .\n  docker push ghcr.io/Octo/App\ny: [ghcr.io/Octo/App:1]\n',
      'ghcr.io/Octo/App',
      '# ghcr.io/Octo/App\nx: |\n  docker build -t ghcr.io/octo/app .\n  docker push ghcr.io/octo/app\ny: [ghcr.io/octo/app:1]\n',
    ],
    [
      'with its digest',
      'x: ghcr.io/Octo/App@sha256:AB\n',
      'ghcr.io/Octo/App@sha256:AB',
      'x: ghcr.io/octo/app@sha256:AB\n',
    ],
    [
      'behind a scheme',
      'x: oci://ghcr.io/Octo/Charts\n',
      'oci://ghcr.io/Octo/Charts',
      'x: oci://ghcr.io/octo/charts\n',
    ],
    ['with a port', 'x: localhost:5000/App:1\n', 'localhost:5000/App:1', 'x: localhost:5000/app:1\n'],
  ])('%s', (_, before, reference, after) => expect(lowered(before, reference)).toBe(after));

  test('as an input writes it, whatever its expressions come to', () => {
    const text =
      'tags: |\n  ghcr.io/${{ github.repository_owner }}/App:${{ github.sha }}\n  ghcr.io/Octo/Web:V1\nfile: ./Docker/File\n';
    const document = open(text);
    const tags = child(document.root, 'tags');
    expect(edited(text, lowerCaseIn(document, tags as Span))).toBe(
      text.replace('/App:', '/app:').replace('Octo/Web', 'octo/web'),
    );
  });

  test('leaves longer names alone', () => {
    const text =
      'x: ghcr.io/Octo/App-Web\ny: ghcr.io/Octo/App/cache\nz: ghcr.io/Octo/App${{ x }}\nw: my.ghcr.io/Octo/App\nv: ghcr.io/Octo/App.Web\n';
    expect(lowerCaseEdits(open(text), 'ghcr.io/Octo/App')).toEqual([]);
  });

  test('is not needed where all capitals are of the tag or filled in', () => {
    const text = 'x: ghcr.io/octo/app:V1\ny: ghcr.io/${{ github.repository_owner }}/app\n';
    expect(lowerCaseEdits(open(text), 'ghcr.io/octo/app:V1')).toEqual([]);
    expect(lowerCaseEdits(open(text), 'ghcr.io/${{ github.repository_Owner }}/app')).toEqual([]);
  });
});

describe("a guard against fork's pull requests", () => {
  const guarded = (before: string) =>
    step(before, (document, node) =>
      forkGuardEdit(document, entry(child(node, 'with'), 'push') as YamlEntry),
    );

  test.each(['true', '"true"', "'true'"])('takes the place of %s', (value) =>
    expect(guarded(`- uses: x\n  with:\n    push: ${value} # always`)).toBe(
      `- uses: x\n  with:\n    push: ${NOT_FROM_A_FORK} # always`,
    ),
  );

  test('is quoted between braces', () =>
    expect(guarded('- {uses: x, with: {push: true, tags: y}}')).toBe(
      `- {uses: x, with: {push: '${NOT_FROM_A_FORK.replaceAll("'", "''")}', tags: y}}`,
    ));

  const INNER = NOT_FROM_A_FORK.slice('${{ '.length, -' }}'.length);

  test.each([
    ["${{ github.event_name != 'schedule' }}", "github.event_name != 'schedule'"],
    ["${{ a == 'x' || !b }}", "(a == 'x' || !b)"],
    ['${{ contains(fromJSON(a), b) && true }}', 'contains(fromJSON(a), b) && true'],
  ])('stands beside %s, which is a boolean', (value, asked) =>
    expect(guarded(`- uses: x\n  with:\n    push: ${value}`)).toBe(
      `- uses: x\n  with:\n    push: \${{ ${asked} && (${INNER}) }}`,
    ),
  );

  // `'false' && true` is true.
  test.each([
    '${{ inputs.push || true }}',
    "${{ a == 'b' && vars.PUSH }}",
    "${{ format('{0}', a == 'b') }}",
    "${{ a == 'b' }}${{ c }}",
  ])('is not put beside %s', (value) =>
    expect(guarded(`- uses: x\n  with:\n    push: '${value.replaceAll("'", "''")}'`)).toBeNull(),
  );

  test.each(['${{ inputs.push }}', 'false', '&yes true', '|\n      true'])('is not put on %s', (value) =>
    expect(guarded(`- uses: x\n  with:\n    push: ${value}`)).toBeNull(),
  );
});

describe('a guard for a step whose condition goes over lines', () => {
  const INNER = NOT_FROM_A_FORK.slice('${{ '.length, -' }}'.length);
  const guarded = (condition: string) => step(`- run: x\n  if: ${condition}\n  name: y`, forkGuardOfStep);
  const becomes = (condition: string) => `- run: x\n  if: ${condition}\n  name: y`;

  test.each([
    ['|\n    a == 1 &&\n    b', `|\n    a == 1 &&\n    b &&\n    (${INNER})`],
    ['> # why\n    a ||\n    b', `> # why\n    (a ||\n    b) &&\n    (${INNER})`],
    ['>-\n    ${{ a &&\n    b }}', `>-\n    \${{ a &&\n    b &&\n    (${INNER}) }}`],
    [
      '|-\n    ${{\n      a ||\n      b\n    }}',
      `|-\n    \${{\n      (a ||\n      b) &&\n      (${INNER})\n    }}`,
    ],
    ['a &&\n    b', `a &&\n    b &&\n    (${INNER})`],
    ['${{ a\n    || b }}', `\${{ (a\n    || b) &&\n    (${INNER}) }}`],
  ])('stands below %j', (before, after) => expect(guarded(before)).toBe(becomes(after)));

  // The line end behind the braces makes it a text, which is always true.
  test.each(['|\n    ${{ a }}', '|-\n    a ${{ b }}', '&c |\n    a', "'a &&\n    b'"])(
    'is not put below %j',
    (before) => expect(guarded(before)).toBeNull(),
  );
});

describe('a level that GitHub refuses', () => {
  const mended = (line: string, nearest: string | null = null) => {
    const text = `permissions:\n  ${line}\n`;
    const document = open(text);
    const found = map(child(document.root, 'permissions'))?.entries[0] as YamlEntry;
    return edited(text, levelEdit(document, found, nearest))?.slice(15, -1) ?? null;
  };

  test.each([
    ['packages: read|write', 'packages: write'],
    ['packages: read/write # both', 'packages: write # both'],
    ['packages: "Write"', 'packages: "write"'],
    ['packages: READ', 'packages: read'],
    ['packages: read, write', 'packages: write'],
    ['packages: [read, write]', 'packages: write'],
    ['packages: read and write', 'packages: write'],
    ['packages: readwrite', 'packages: write'],
    ['packages: read-write', 'packages: write'],
    ['packages: write-all', 'packages: write'],
    ['packages: true', 'packages: write'],
    ['packages: "yes" # push', 'packages: "write" # push'],
    ['id-token: On', 'id-token: write'],
    ['packages: admin', 'packages: write'],
    ['contents: false', 'contents: none'],
  ])('%s becomes %s', (before, after) => expect(mended(before)).toBe(after));

  test.each(['packages: please', 'packages: 1', 'packages:', 'packages: write', 'packages: {a: write}'])(
    '%s stays',
    (line) => expect(mended(line)).toBeNull(),
  );
});

describe('permissions as a list', () => {
  const mended = (text: string) => {
    const document = open(`${text}\njobs: {}\n`);
    const after = edited(
      document.text,
      listedScopesEdits(document, entry(document.root, 'permissions') as YamlEntry),
    );
    if (after !== null) parse(after);
    return after?.slice(0, -'\njobs: {}\n'.length) ?? null;
  };

  test.each([
    [
      'permissions:\n  - contents: read # a\n  # b\n  - packages: write',
      'permissions:\n  contents: read # a\n  # b\n  packages: write',
    ],
    [
      'permissions:\n- contents: read\n- packages: write',
      'permissions:\n  contents: read\n  packages: write',
    ],
    ['permissions: [contents: read] # a', 'permissions: {contents: read} # a'],
    ['permissions: [contents: read, packages: write]', 'permissions: {contents: read, packages: write}'],
    [
      'permissions:\n  - packages:write # a\n  - contents: read',
      'permissions:\n  packages: write # a\n  contents: read',
    ],
    ['permissions:\n- packages:write\n- contents=read', 'permissions:\n  packages: write\n  contents: read'],
    ['permissions: [contents:read, packages: write]', 'permissions: {contents: read, packages: write}'],
    [
      'permissions:\n  - "packages:write"\n  - contents:Read',
      'permissions:\n  packages: write\n  contents: read',
    ],
    [
      "permissions:\n  - 'contents: read' # a\n  - packages:WRITE",
      'permissions:\n  contents: read # a\n  packages: write',
    ],
    ['permissions: ["contents: read", "Packages: write"]', 'permissions: {contents: read, packages: write}'],
  ])('%j becomes a mapping', (before, after) => expect(mended(before)).toBe(after));

  test.each([
    'permissions:\n  - contents\n  - packages: write',
    'permissions:\n  - packages: read\n  - packages: write',
    'permissions:\n  - contents: read\n    packages: write',
    'permissions: [contents: read, contents: write]',
    'permissions: [{contents: read}, packages: write]',
    'permissions:\n  - contents: read\n  - package: write',
    'permissions:\n  - contents: read\n  - packages: please',
    'permissions:\n  - packages:read\n  - packages: write',
    'permissions:\n  - packages:all\n  - contents:read',
    'permissions:\n  - "packages:write"\n  - Packages:read',
    'permissions: [packages:write, {contents: read}]',
  ])('%j stays', (before) => expect(mended(before)).toBeNull());
});

describe('permissions on a step', () => {
  const taken = (own: string, before: string, end = '\n') => {
    const text = `jobs:\n  a:\n    ${own}\n    steps:\n${before.replace(/^/gm, '      ')}\n`.replaceAll(
      '\n',
      end,
    );
    const document = open(text);
    const edits = stepPermissionsEdits(document, 'a', stepOf(document));
    if (edits === null) return null;
    const after = applyEdits(
      text,
      [...edits].sort((one, other) => one.start - other.start),
    );
    parse(after);
    return { after, step: bare(after) };
  };
  const WRITE = 'permissions: {packages: write}';

  test.each([
    ['go with their lines', '- id: x\n  permissions:\n    packages: write\n  run: y', '- id: x\n  run: y'],
    ['at the end', '- run: y\n  permissions:\n    packages: write', '- run: y'],
    ['behind the dash', '- permissions:\n    packages: write\n  run: y', '- run: y'],
    ['between braces', '- {run: y, permissions: {packages: write}}', '- {run: y}'],
    ['first between braces', '- {permissions: {packages: write}, run: y}', '- {run: y}'],
  ])('%s', (_, before, after) => {
    expect(taken(WRITE, before)?.step).toBe(after);
    expect(taken(WRITE, before, '\r\n')?.step).toBe(after);
  });

  test.each([
    ['raise what the job has', 'permissions: {packages: read}', 'permissions: {packages: write}'],
    [
      'are added to what it has',
      'permissions:\n      contents: read',
      'permissions:\n      contents: read\n      packages: write',
    ],
    [
      'are given to a job that says nothing',
      'runs-on: x',
      'runs-on: x\n    permissions:\n      contents: read\n      packages: write',
    ],
  ])('%s', (_, own, given) => {
    const before = '- run: y\n  permissions:\n    packages: write';
    for (const end of ['\n', '\r\n'])
      expect(taken(own, before, end)?.after).toBe(
        `jobs:\n  a:\n    ${given}\n    steps:\n      - run: y\n`.replaceAll('\n', end),
      );
  });

  test.each([
    [
      'the job names more than one lower',
      'permissions: {contents: read, packages: read}',
      '- run: y\n  permissions:\n    packages: write\n    contents: write',
    ],
    ['a comment would go', WRITE, '- run: y\n  permissions: # push\n    packages: write'],
    ['nothing would be left', WRITE, '- permissions:\n    packages: write'],
  ])('stay when %s', (_, own, before) => expect(taken(own, before)).toBeNull());
});

describe('a scope that stands beside its permissions', () => {
  const moved = (job: string) => {
    const text = `jobs:\n  a:\n${job.replace(/^/gm, '    ')}\n    steps: []\n`;
    const document = open(text);
    const owner = jobOf(document);
    const stray = entry(owner, 'packages') as YamlEntry;
    const edit = strayScopeEdit(document, owner, stray);
    if (!edit) return null;
    const after = applyEdits(text, [edit]);
    parse(after);
    return after.slice(text.indexOf('    '), after.indexOf('    steps')).replace(/^ {4}/gm, '').trimEnd();
  };

  test.each([
    [
      'right below',
      'permissions:\n  contents: read\npackages: write',
      'permissions:\n  contents: read\n  packages: write',
    ],
    [
      'with a comment on its line',
      'permissions:\n  contents: read\npackages: write # push',
      'permissions:\n  contents: read\n  packages: write # push',
    ],
  ])('goes under it: %s', (_, before, after) => expect(moved(before)).toBe(after));

  test.each([
    ['something between', 'permissions:\n  contents: read\nruns-on: x\npackages: write'],
    ['no block', 'runs-on: x\npackages: write'],
    ['braces', 'permissions: { contents: read }\npackages: write'],
    ['there already', 'permissions:\n  packages: read\npackages: write'],
  ])('stays: %s', (_, before) => expect(moved(before)).toBeNull());
});

test('an entry at the end of a file without a line end goes with the line end before it', () => {
  const text = 'a: 1\r\nb: 2';
  const document = open(text);
  const root = document.root as YamlMap;
  expect(edited(text, removeEntry(document, root, root.entries[1] as YamlEntry))).toBe('a: 1');
});
