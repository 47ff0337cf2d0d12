import { describe, expect, test } from '@jest/globals';
import {
  child,
  entry,
  entrySpan,
  list,
  text,
  type WorkflowDocument,
  type YamlNode,
} from '../../src/workflow/text/document.js';
import { parseWorkflow } from '../../src/workflow/text/parse.js';
import { locate } from '../../src/workflow/text/places.js';

function open(source: string): WorkflowDocument {
  const { document, problem } = parseWorkflow('ci.yml', source);
  if (!document) throw new Error(`${problem?.kind}: ${problem?.detail}`);
  return document;
}

/** The place of the entry at a path of keys, as `line:column-endLine:endColumn`. */
function place(source: string, ...path: string[]): string {
  const document = open(source);
  let node = document.root;
  for (const key of path.slice(0, -1)) node = child(node, key);
  const found = entry(node, path.at(-1) as string);
  if (!found) throw new Error(`no ${path.join('.')}`);
  const { line, column, endLine, endColumn } = locate(document, entrySpan(found));
  return `${line}:${column}-${endLine}:${endColumn}`;
}

describe('a workflow file as a document', () => {
  test.each([
    ['a plain value', 'a:\n  b: read # why\n', ['a', 'b'], '2:3-2:10'],
    ['a quoted key and value', '"a":\n  "b": \'read\'  # why\n', ['a', 'b'], '2:3-2:14'],
    ['a block, to the end of its last value', 'a:\n  b: 1\n  c: 2 # last\n\nd: 3\n', ['a'], '1:1-3:7'],
    ['a flow mapping, its brace included', 'a: { b: 1,\tc: 2 } # x\n', ['a'], '1:1-1:18'],
    ['a key without a value', 'a:\n  b:   # nothing\n  c: 1\n', ['a', 'b'], '2:3-2:5'],
    ['CRLF counts as one line end', 'x: 1\r\na:\r\n  b: read\r\n', ['a', 'b'], '3:3-3:10'],
    ['a byte order mark has no column', '\uFEFFa: 1\n', ['a'], '1:1-1:5'],
    ['a block scalar, without the empty lines after it', 'a: |\n  one\n  two\n\n\nb: 1\n', ['a'], '1:1-3:6'],
    ['an alias, where it is written', 'a: &x\n  c: 1\nb: *x # same\n', ['b'], '3:1-3:6'],
    ['a list', 'a:\n  - 1\n  - two\nb: 1\n', ['a'], '1:1-3:8'],
  ])('knows the place of %s', (_, source, path, expected) => {
    expect(place(source, ...path)).toBe(expected);
  });

  test('a carriage return alone ends a line, and every place stays what it was', () => {
    const written = 'on: push\rjobs:\r  a:\r\n    run: |\r      one\r      two\r';
    const document = open(written);
    expect(document.written).toBe(written);
    expect(document.text).toBe('on: push\njobs:\n  a:\r\n    run: |\n      one\n      two\n');
    expect(place(written, 'jobs', 'a', 'run')).toBe('4:5-6:10');
    expect(text(child(child(child(document.root, 'jobs'), 'a'), 'run'))).toBe('one\ntwo\n');
    expect(open('on: push\r\njobs: {}\r\n').written).toBeUndefined();
  });

  test('keeps `on` as a key', () => {
    expect(text(child(open('on: push\n').root, 'on'))).toBe('push');
  });

  test.each([
    ['true', 'true'],
    ['1.20', '1.2'],
    ["'1.20'", '1.20'],
    ['>-\n  one\n  two', 'one two'],
    ['~', null],
    ['[a]', null],
  ])('passes %j on as %j', (written, expected) => {
    expect(text(child(open(`a: ${written}\n`).root, 'a'))).toBe(expected);
  });

  test('resolves an alias to the value of its anchor', () => {
    const document = open('a: &x [one, two]\nb: *x\n');
    expect(list(child(document.root, 'b'))?.items.map((each) => text(each.node))).toEqual(['one', 'two']);
  });

  test('takes a TAB between the entries of a flow list', () => {
    expect(list(child(open('a: [one,\ttwo]\n').root, 'a'))?.items).toHaveLength(2);
  });

  test('reads the first of two documents', () => {
    expect(text(child(open('a: one\n---\na: two\n').root, 'a'))).toBe('one');
  });

  test('answers null for a part of another shape than expected', () => {
    const { root } = open('jobs: nothing\nsteps: [1, {a: b}]\n');
    expect(child(child(root, 'jobs'), 'build')).toBeNull();
    expect(child(child(root, 'steps'), 'a')).toBeNull();
  });
});

describe('bad input is a problem and no exception', () => {
  const levels = (count: number) =>
    Array.from({ length: count }, (_, level) => `${' '.repeat(level)}a:\n`).join('');
  const bomb = ['a0: &a0 [x, x, x, x, x, x, x, x, x]']
    .concat(
      Array.from({ length: 12 }, (_, n) => `a${n + 1}: &a${n + 1} [${Array(9).fill(`*a${n}`).join(', ')}]`),
    )
    .join('\n');

  test.each([
    ['more than 1 MiB', 'a: 1\n'.repeat(220_000), 'too-large', '1100000 bytes'],
    ['a binary file', 'a: \0\u0001\n', 'not-text', null],
    ['a bomb of aliases', bomb, 'too-many-aliases', expect.stringContaining('50000')],
    ['an alias of itself', 'a: &a [*a]\n', 'too-many-aliases', '*a contains itself (line 1, column 8)'],
    ['an alias of nothing', 'a: 1\nc: [*b]\n', 'broken-yaml', 'no anchor for *b (line 2, column 5)'],
    ['a quote that is not closed', 'a: 1\nb: "x\n', 'broken-yaml', expect.stringContaining('line 3')],
    [
      'a mapping within a line',
      'a: 1\nb: c: d\n',
      'broken-yaml',
      expect.stringContaining('line 2, column 4'),
    ],
    ['a TAB as indentation', 'a:\n\tb: 1\n', 'broken-yaml', expect.stringContaining('line 2')],
    ['a hundred thousand brackets', '['.repeat(100_000), 'broken-yaml', 'nested too deeply'],
    ['ten thousand lists in lists', '- '.repeat(10_000), 'broken-yaml', 'nested too deeply'],
    ['mappings without an end', '{a: '.repeat(10_000), 'broken-yaml', 'nested too deeply'],
    // No stack ends here: where it does differs from machine to machine.
    ['mappings of five hundred levels', levels(500), 'broken-yaml', 'nested too deeply'],
    ['a list of as many', '- '.repeat(501), 'broken-yaml', 'nested too deeply'],
  ])('%s', (_, source, kind, detail) => {
    const { document, problem } = parseWorkflow('ci.yml', source);
    expect(document).toBeNull();
    expect(problem).toEqual({ kind, file: 'ci.yml', detail });
  });

  test('four hundred levels are read', () => {
    expect(parseWorkflow('ci.yml', levels(400)).problem).toBeNull();
  });

  test.each([
    ['an empty file', ''],
    ['only a comment', '# nothing\n'],
    ['a single word', 'hello'],
  ])('%s is a document without jobs', (_, source) => {
    expect(child(open(source).root, 'jobs')).toBeNull();
  });

  test('hundreds of honest aliases are no bomb', () => {
    const jobs = Array.from({ length: 500 }, (_, n) => `  job${n}: {env: *env}`).join('\n');
    expect(parseWorkflow('ci.yml', `x: &env {a: 1, b: 2, c: 3}\njobs:\n${jobs}\n`).problem).toBeNull();
  });
});

describe('quoted texts as GitHub takes them, whatever the next line is indented', () => {
  test.each([
    ['env:\n  P: "a,\\\n  b"\nb: 2\n', { env: { P: 'a,b' }, b: 2 }],
    ["env:\n  P: 'a\n  it''s'\n  Q: 1\n", { env: { P: "a it's", Q: 1 } }],
    ['x:\n- "a\nb"\n- c\n', { x: ['a b', 'c'] }],
    ['r:\n  - run: "a\n    b\n  c"\n    id: x\n', { r: [{ run: 'a b c', id: 'x' }] }],
    ['a: [ "x\ny", z ]\n', { a: ['x y', 'z'] }],
    ['a:\n  b: "x\r\n  y"\r\n  c: "1\n\n  2"\n', { a: { b: 'x y', c: '1\n2' } }],
  ])('%j', (source, data) => {
    const { document, problem } = parseWorkflow('ci.yml', source);
    expect(problem).toBeNull();
    expect(plainData(document?.root ?? null)).toEqual(data);
  });

  test('what stands behind one keeps its place', () => {
    const source = 'env:\n  P: "a\n  b"\n  Q: here\n';
    const { document } = parseWorkflow('ci.yml', source);
    const found = entry(child(document?.root, 'env'), 'Q');
    expect(source.slice(found?.value.at.start, found?.value.at.end)).toBe('here');
  });

  test.each(['a: "never closed\nb: c\n', "a: 'x\nb: c\n", 'a: "x\n---\nb: "y"\n'])(
    '%j stays broken',
    (source) => {
      expect(parseWorkflow('ci.yml', source).problem?.kind).toBe('broken-yaml');
    },
  );
});

function plainData(node: YamlNode | null): unknown {
  if (node?.kind === 'scalar') return node.value;
  if (node?.kind === 'list') return node.items.map((each) => plainData(each.node));
  return Object.fromEntries(
    (node?.entries ?? []).map(({ key, value }) => [String(key.value), plainData(value.node)]),
  );
}
