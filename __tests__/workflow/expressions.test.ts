import { data, Evaluator, Lexer, Parser } from '@actions/expressions';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Contexts } from '../../src/workflow/language/evaluation.js';
import { type Expressions, expressionsFor } from '../../src/workflow/language/expressions.js';
import { OutcomeExpressions } from '../../src/workflow/language/outcomes.js';
import { Dictionary, fromData, HOLE, UNKNOWN } from '../../src/workflow/language/values.js';

let expressions: Expressions;
beforeAll(async () => {
  expressions = await expressionsFor('${{ x }}', OutcomeExpressions);
});

const github = {
  event_name: 'push',
  ref: 'refs/heads/main',
  repository: 'Octo/App',
  number: 7,
  event: { commits: [{ id: 'a', by: { name: 'x' } }, { id: 'b' }], fork: false, empty: '' },
};

const contexts: Contexts = {
  github: fromData(github),
  env: new Dictionary([['IMAGE', `ghcr.io/octo/app:${HOLE}`]], { open: true }),
  matrix: new Dictionary([['os', 'linux']]),
  secrets: UNKNOWN,
};

describe('what is known is evaluated as GitHub does it', () => {
  const cases = [
    "github.event_name == 'PUSH'",
    "github.event_name != 'pull_request'",
    "github.ref == 'refs/heads/main' && 'yes' || 'no'",
    'github.missing',
    "github['event']['commits'][1].id",
    'github.event.commits.*.id',
    'github.event.commits.*.by.name',
    "contains(github.event.commits.*.id, 'B')",
    "join(github.event.commits.*.id, '-')",
    'join(github.event.commits.*.id)',
    "contains('Hello', 'ELL')",
    "startsWith(github.ref, 'REFS/heads/')",
    "endsWith(github.ref, 'main')",
    "format('{0}:{1} {{x}} {0}', github.ref, 1.50)",
    'fromJSON(\'[1, {"a": "b"}]\')[1].a',
    'toJSON(github.event.commits)',
    "1 == '1'",
    "0 == ''",
    'null == 0',
    "true == 'true'",
    'true == 1',
    "'a' < 'B'",
    "2 > '10'",
    "'x' >= 'X'",
    'github.number <= 7',
    '!github.event.fork',
    "github.event.empty || 'default'",
    "!(github.event.fork || 'x') && true",
    "'it''s'",
    '-1.5 + 0 == 1',
    '0xff',
    'github.event == github.event',
    "case(false, 1, true, 'two', 3)",
  ];

  /** The published evaluator is the oracle for everything that has no unknown in it. */
  function oracle(source: string): unknown {
    const root = new data.Dictionary({
      key: 'github',
      value: JSON.parse(JSON.stringify(github), data.reviver),
    });
    const tree = new Parser(new Lexer(source).lex().tokens, ['github'], []).parse();
    return JSON.parse(JSON.stringify(new Evaluator(tree, root).evaluate(), data.replacer) ?? 'null');
  }

  test.each(cases)('%s', (source) => {
    let expected: unknown;
    try {
      expected = oracle(source);
    } catch {
      expect(expressions.evaluate(source, contexts)).toBe(UNKNOWN);
      return;
    }
    expect(expressions.evaluate(source, contexts)).toEqual(expected);
  });

  test('every doubled quote of a text is one quote', () => {
    expect(expressions.evaluate("'a''b''c'", contexts)).toBe("a'b'c");
  });
});

describe('what is not known stays unknown', () => {
  test.each([
    ['secrets.TOKEN', UNKNOWN],
    ['vars.X', UNKNOWN],
    ['steps.a.outputs.b', UNKNOWN],
    ['env.OTHER', UNKNOWN],
    ["hashFiles('**/x')", UNKNOWN],
    ["secrets.TOKEN == 'x'", UNKNOWN],
    ["secrets.TOKEN || 'x'", UNKNOWN],
    ["contains(secrets.LIST, 'x')", UNKNOWN],
    ['fromJSON(vars.X)', UNKNOWN],
    // What is not known may bring quotes and keys of its own.
    ['fromJSON(format(\'{{"a": "{0}"}}\', env.IMAGE)).a == \'docker.io/x\'', UNKNOWN],
    ['this is no expression', UNKNOWN],
    ['nobody.knows', UNKNOWN],
    // One operand can decide.
    ["github.event_name == 'pull_request' && secrets.TOKEN", false],
    ["github.event_name == 'push' || vars.X == 'y'", true],
    ["vars.X == 'y' || github.event_name == 'push'", true],
    ["vars.X == 'y' && github.event_name == 'release'", false],
    // Half a text decides as far as it goes.
    ["startsWith(env.IMAGE, 'ghcr.io/')", true],
    ["startsWith(env.IMAGE, 'docker.io/')", false],
    ["env.IMAGE == 'docker.io/x'", false],
    ["env.IMAGE == 'ghcr.io/octo/app:1'", UNKNOWN],
    ["contains(env.IMAGE, 'octo')", true],
    ["contains(env.IMAGE, 'latest')", UNKNOWN],
    ["endsWith(env.IMAGE, 'latest')", UNKNOWN],
    ["format('{0}!', env.IMAGE)", `ghcr.io/octo/app:${HOLE}!`],
  ])('%s', (source, expected) => {
    expect(expressions.evaluate(source, contexts)).toBe(expected);
  });
});

describe('what is longer than any text of a run is not known', () => {
  const nested = (levels: number, inner: string, outer: (given: string) => string) =>
    Array.from({ length: levels }).reduce<string>((made) => outer(made), inner);
  const tenfold = (levels: number) =>
    nested(levels, "'abcd'", (made) => `format('${'{0}'.repeat(10)}', ${made})`);

  test.each([
    ['format', tenfold(9)],
    ['format with many places', `format('${'{0}'.repeat(2_000)}', ${tenfold(4)})`],
    ['toJSON', nested(40, "'\"'", (made) => `toJSON(${made})`)],
    ['toJSON of many', `toJSON(fromJSON('[${Array(2_000).fill('"\ue0da"').join(',')}]'))`],
    ['join', `join(fromJSON('[${Array(2_000).fill(1).join(',')}]'), ${tenfold(4)})`],
  ])('%s', (_, source) => {
    const made = expressions.evaluate(source, contexts);
    expect(made === UNKNOWN || (typeof made === 'string' && made.includes(HOLE))).toBe(true);
  });

  test('a text with many expressions', () => {
    expect(expressions.interpolate(`\${{ ${tenfold(4)} }}`.repeat(40), contexts)).toBe(HOLE);
  });

  test('and what a file may hold is', () => {
    expect(expressions.evaluate(tenfold(4), contexts)).toBe('abcd'.repeat(10_000));
    expect(expressions.interpolate(`\${{ ${tenfold(4)} }}!`, contexts)).toHaveLength(40_001);
  });
});

describe('texts with expressions in them', () => {
  test.each([
    ['plain', 'plain'],
    ['a ${{ github.event_name }} b', 'a push b'],
    ['ghcr.io/${{ github.repository }}:${{ vars.TAG }}', `ghcr.io/Octo/App:${HOLE}`],
    ["${{ format('}}{0}', 1) }}", '}1'],
    ["${{ '}}' }}", '}}'],
    ['${{ never closed', '${{ never closed'],
    ['${{ matrix.os }}${{ github.event.fork }}', 'linuxfalse'],
  ])('%j', (source, expected) => {
    expect(expressions.interpolate(source, contexts)).toBe(expected);
  });
});

describe('an if', () => {
  test.each([
    ["github.event_name == 'push'", 'yes'],
    ["${{ github.event_name == 'release' }}", 'no'],
    ['always()', 'yes'],
    ['failure()', 'no'],
    ['cancelled() || success()', 'yes'],
    ["!cancelled() && github.ref == 'refs/heads/main'", 'yes'],
    ['secrets.TOKEN', 'unknown'],
    ["secrets.TOKEN != '' && failure()", 'no'],
    ["steps.a.outputs.b == 'true' || always()", 'yes'],
    ['not an expression at all', 'unknown'],
    // Text beside the expression makes it a text, and a text is true.
    ["${{ github.event_name == 'release' }} && false", 'yes'],
    ["'false'", 'yes'],
  ])('%s: %s', (source, expected) => {
    expect(expressions.condition(source, contexts)).toBe(expected);
  });
});

describe('a boolean input', () => {
  test.each([
    ['true', 'yes'],
    ['TRUE', 'yes'],
    ['false', 'no'],
    ['', 'no'],
    ["${{ github.event_name != 'pull_request' }}", 'yes'],
    ["${{ github.event_name == 'pull_request' }}", 'no'],
    ['${{ vars.PUSH }}', 'unknown'],
    ["${{ vars.PUSH && github.event_name == 'release' }}", 'no'],
    ["${{ vars.PUSH == 'x' || github.event_name == 'push' }}", 'yes'],
    // It ends with a value that no `true` is, or with `false`.
    ['${{ vars.PUSH && github.sha }}', 'no'],
    ["${{ vars.PUSH == 'x' && github.sha }}", 'no'],
    ["${{ vars.PUSH && 'yes' || 'no' }}", 'no'],
    ["${{ vars.PUSH && 'true' || 'false' }}", 'unknown'],
    ["${{ vars.PUSH && vars.OTHER || 'no' }}", 'unknown'],
    // Text beside an expression makes it another text.
    ["${{ vars.REF }} == 'refs/heads/main'", 'no'],
    ['t${{ vars.REST }}e', 'unknown'],
    ['tr${{ vars.REST }}rue', 'no'],
  ])('%s: %s', (source, expected) => {
    expect(expressions.flag(source, contexts)).toBe(expected);
  });

  test.each([
    ['true', 'yes'],
    ['False', 'yes'],
    [' true\n', 'yes'],
    ['', 'no'],
    ['yes', 'no'],
    ['1', 'no'],
    ['tRuE', 'no'],
    ["${{ github.event_name == 'push' }}", 'yes'],
    ["${{ vars.PUSH == 'x' }}", 'yes'],
    ["${{ !vars.PUSH || contains(vars.LIST, 'x') }}", 'yes'],
    ['${{ vars.PUSH }}', 'unknown'],
    ["${{ vars.PUSH == 'x' && github.sha }}", 'unknown'],
    ['${{ github.sha }}', 'no'],
    ['${{ github.event.nothing }}', 'no'],
    ["${{ github.event_name == 'push' && github.event.nothing }}", 'no'],
    ["${{ vars.REF }} == 'refs/heads/main'", 'no'],
  ])('%j is one: %s', (source, expected) => {
    expect(expressions.isBoolean?.(source, contexts)).toBe(expected);
  });
});

test('without anything to evaluate the grammar is not loaded, and plain texts stay', async () => {
  const plain = await expressionsFor('jobs: {}');
  expect(plain.interpolate('ghcr.io/octo/app', {})).toBe('ghcr.io/octo/app');
  expect(plain.flag('true', {})).toBe('yes');
  expect(plain.evaluate('1', {})).toBe(UNKNOWN);
});
