// Has V8 compile in its first reading what is called in any case. A function in parentheses it takes for one that is called at
// once (v8.dev/blog/preparser, "PIFEs"); each other it skips, checking no more than its grammar, and reads again when it is called.
import { parseSync } from '@swc/core';

const SPACE = 32;
const FUNCTIONS = new Set(['ArrowFunctionExpression', 'FunctionDeclaration', 'FunctionExpression']);

/**
 * Puts functions in parentheses: the modules of a chunk, which run as soon as it is loaded, and what is called in any case. A
 * declaration of the latter becomes a variable in front of its neighbours, where it is there from the start as before.
 *
 * @param code of a minified file
 * @param {ReadonlySet<string>} called where these functions stand in it, as `start-end` in characters
 */
export function compiledAtOnce(code, called) {
  const program = parseSync(code, { syntax: 'ecmascript', target: 'es2023' });
  const bytes = Buffer.from(code);
  const isAscii = bytes.length === code.length;
  // Spans count bytes, from one run of the parser to the next.
  const first = program.span.start;
  const character = (at) => (isAscii ? at : bytes.toString('utf8', 0, at).length);
  const modules = new Set(modulesOf(program));
  const isCalled = (node, { start, end }) =>
    modules.has(node) || called.has(`${character(start)}-${character(end)}`);
  const place = ({ span }) => ({ start: span.start - first, end: span.end - first });

  /** The text of a place with these changes in it, which do not overlap. */
  const textOf = ({ start, end }, changes) => {
    const parts = [];
    let done = start;
    for (const change of changes.toSorted((one, other) => one.start - other.start || one.end - other.end)) {
      parts.push(bytes.toString('utf8', done, change.start), change.text);
      done = change.end;
    }
    return [...parts, bytes.toString('utf8', done, end)].join('');
  };

  const changesIn = (node) => {
    if (node === null || typeof node !== 'object') return [];
    const inside = Object.values(node).flatMap(changesIn);
    if (!FUNCTIONS.has(node.type)) return inside;
    const whole = place(node);
    const changes = withDeclaredFirst(node, inside);
    const text = textOf(whole, changes);
    if (!isCalled(node, whole)) return [{ ...whole, text }];
    if (node.type !== 'FunctionDeclaration') return [{ ...whole, text: `(${text})` }];
    const name = place(node.identifier);
    const blank = bytes[name.start - 1] === SPACE ? 1 : 0;
    const nameless = textOf(whole, [...changes, { ...name, start: name.start - blank, text: '' }]);
    return [{ ...whole, text, variable: `${node.identifier.value}=(${nameless})` }];
  };

  /** What a function declares itself, and not a block in it. */
  const withDeclaredFirst = ({ body }, changes) => {
    const own = new Set((body?.stmts ?? []).map((statement) => place(statement).start));
    const isMoved = ({ start, variable }) => variable !== undefined && own.has(start);
    const moved = changes.filter(isMoved);
    if (moved.length === 0) return changes;
    const [opening] = body.stmts;
    const isDirective = opening.expression?.type === 'StringLiteral';
    const start = isDirective ? place(opening).end : place(body).start + 1;
    const text = `var ${moved.map(({ variable }) => variable).join()};`;
    return [
      { start, end: start, text },
      ...changes.map((each) => (isMoved(each) ? { ...each, text: '' } : each)),
    ];
  };

  return textOf({ start: 0, end: bytes.length }, changesIn(program.body));
}

/** The functions that are the modules of a chunk. */
function modulesOf({ body }) {
  return body
    .flatMap(({ expression }) => expression?.expressions ?? [])
    .flatMap(({ right }) => (right?.type === 'ObjectExpression' ? right.properties : []))
    .map(({ value }) => value)
    .filter((value) => value?.type === 'ArrowFunctionExpression' || value?.type === 'FunctionExpression');
}
