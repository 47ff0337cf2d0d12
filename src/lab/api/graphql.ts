/**
 * The part of GitHub's GraphQL API that an audit asks: repositories by id or name, and the trees and blobs of git in
 * them. A query is parsed, checked against the schema and executed by the reference implementation, so that one that
 * GitHub would refuse is refused here. Handed to `startLab` by tests and benches; nothing else loads the package.
 */
import { buildSchema, execute, type GraphQLError, parse, validate } from 'graphql';
import { json, type LabCall, type Reply } from '../http.js';
import { filesOf, isLink, type KnownRepository, knownRepository, repositoryById } from '../repositories.js';
import { findAccount, type LabToken, ownerOf, type World } from '../world.js';
import type { GraphqlAnswer } from './api.js';
import { allowance, chargeQuery, limitHeaders } from './limits.js';
import { maySee } from './repositories.js';

/** As it stands in GitHub's public schema, cut to what is served. */
const SCHEMA = buildSchema(`
  type Query {
    node(id: ID!): Node
    nodes(ids: [ID!]!): [Node]!
    repository(owner: String!, name: String!, followRenames: Boolean = true): Repository
    rateLimit(dryRun: Boolean = false): RateLimit
  }
  interface Node { id: ID! }
  type RateLimit { cost: Int! limit: Int! nodeCount: Int! remaining: Int! resetAt: String! used: Int! }
  type Repository implements Node {
    id: ID!
    nameWithOwner: String!
    isEmpty: Boolean!
    object(expression: String, oid: String): GitObject
  }
  interface GitObject { id: ID! oid: String! }
  type Tree implements GitObject { id: ID! oid: String! entries: [TreeEntry!] }
  type Commit implements GitObject { id: ID! oid: String! }
  type TreeEntry { name: String! type: String! mode: Int! object: GitObject }
  type Blob implements GitObject {
    id: ID!
    oid: String!
    byteSize: Int!
    isBinary: Boolean
    isTruncated: Boolean!
    text: String
  }
`);

/** `nodes` takes no more ids. */
const MOST_IDS = 100;
/** Bytes of a text that is handed out whole. */
const WHOLE_TEXT = 512 * 1024;
/** A query that asks for more is ended after ten seconds (docs "Rate limits and query limits", timeouts). */
const MOST_BLOBS = 4_000;

interface Asked {
  world: World;
  token: LabToken;
  errors: { type: string; path: string[]; message: string }[];
  blobs: number;
}

export const answerGraphql: GraphqlAnswer = (world, call, token) => {
  if (!chargeQuery(world, token, 1)) return limited(world, token);
  const { query, variables } = bodyOf(call);
  const asked: Asked = { world, token, errors: [], blobs: 0 };
  try {
    const document = parse(query);
    const faults = validate(SCHEMA, document);
    if (faults.length > 0) return refused(world, token, faults);
    const { data, errors = [] } = execute({
      schema: SCHEMA,
      document,
      rootValue: rootOf(asked),
      variableValues: variables,
    }) as { data: unknown; errors?: readonly GraphQLError[] };
    if (asked.blobs > MOST_BLOBS)
      return json(502, { message: "We couldn't respond to your request in time." }, headers(world, token));
    const all = [...asked.errors, ...errors.map(({ message, path }) => ({ message, path }))];
    return json(200, { data, ...(all.length > 0 ? { errors: all } : {}) }, headers(world, token));
  } catch (error) {
    return refused(world, token, [{ message: (error as Error).message }]);
  }
};

function bodyOf(call: LabCall): { query: string; variables: Record<string, unknown> } {
  const { query = '', variables = {} } = JSON.parse(call.body.toString('utf8')) as {
    query?: string;
    variables?: Record<string, unknown>;
  };
  return { query, variables };
}

const headers = (world: World, token: LabToken) => limitHeaders(world, token, 'graphql');

function refused(world: World, token: LabToken, faults: readonly { message: string }[]): Reply {
  return json(200, { errors: faults.map(({ message }) => ({ message })) }, headers(world, token));
}

function limited(world: World, token: LabToken): Reply {
  const message = 'API rate limit exceeded for user ID 1000.';
  return json(200, { errors: [{ type: 'RATE_LIMITED', message }] }, headers(world, token));
}

// ------------------------------------------------------------------- the graph

function rootOf(asked: Asked): Record<string, unknown> {
  const { world, token } = asked;
  const byId = (id: string) => {
    const found = repositoryById(world, id);
    const made = found && visible(asked, found);
    if (!made) missing(asked, `Could not resolve to a node with the global id of '${id}'`);
    return made ?? null;
  };
  return {
    node: ({ id }: { id: string }) => byId(id),
    nodes: ({ ids }: { ids: string[] }) => {
      if (ids.length > MOST_IDS)
        throw new Error(`You may not provide more than ${MOST_IDS} node ids; you provided ${ids.length}.`);
      return ids.map(byId);
    },
    repository({ owner, name }: { owner: string; name: string }) {
      const found = knownRepository(world, `${owner}/${name}`);
      const made = found && visible(asked, found);
      if (!made) missing(asked, `Could not resolve to a Repository with the name '${owner}/${name}'.`);
      return made ?? null;
    },
    rateLimit() {
      const { limit, used, remaining, resetAt } = allowance(world, token, 'graphql');
      return { cost: 1, limit, used, remaining, nodeCount: 0, resetAt: resetAt.toISOString() };
    },
  };
}

function missing({ errors }: Asked, message: string): void {
  errors.push({ type: 'NOT_FOUND', path: [], message });
}

function visible(asked: Asked, repository: KnownRepository): Record<string, unknown> | null {
  const { world, token } = asked;
  const { fullName, nodeId, visibility, empty } = repository;
  const owner = findAccount(world, ownerOf(fullName) ?? '');
  if (!owner || !maySee(token, owner, fullName, visibility)) return null;
  return {
    __typename: 'Repository',
    id: nodeId,
    nameWithOwner: fullName,
    isEmpty: empty === true,
    object({ expression }: { expression?: string }) {
      if (expression === 'HEAD') return empty ? null : { __typename: 'Commit', id: 'C', oid: OID };
      const [, ref, path] = /^([^:]+):(.*)$/.exec(expression ?? '') ?? [];
      return ref === undefined || empty ? null : objectAt(asked, fullName, ref, path ?? '');
    },
  };
}

function objectAt(asked: Asked, fullName: string, ref: string, path: string): unknown {
  const files = filesOf(asked.world, fullName, ref);
  const text = files.get(path);
  if (text !== undefined) return blob(asked, fullName, path, text);
  const folder = path === '' ? '' : `${path.replace(/\/$/, '')}/`;
  const names = new Map<string, 'blob' | 'tree'>();
  for (const each of files.keys()) {
    if (!each.startsWith(folder)) continue;
    const [first = '', ...rest] = each.slice(folder.length).split('/');
    names.set(first, rest.length > 0 ? 'tree' : 'blob');
  }
  if (names.size === 0 && path !== '') return null;
  return {
    __typename: 'Tree',
    id: 'T',
    oid: OID,
    entries: () =>
      [...names].map(([name, type]) => ({
        name,
        type,
        mode: modeOf(asked.world, fullName, `${folder}${name}`, type),
        object: () => objectAt(asked, fullName, ref, `${folder}${name}`),
      })),
  };
}

/** Of git's index (gitformat-index): a folder, a symbolic link, a file. */
function modeOf(world: World, fullName: string, path: string, type: 'blob' | 'tree'): number {
  if (type === 'tree') return 0o040000;
  return isLink(world, fullName, path) ? 0o120000 : 0o100644;
}

/** As GitHub's docs have one. */
const OID = '6dcb09b5b57875f334f61aebed695e2e4193db5e';

function blob(asked: Asked, fullName: string, path: string, text: string): unknown {
  const byteSize = Buffer.byteLength(text);
  const isBinary = text.includes('\0');
  asked.blobs += 1;
  return {
    __typename: 'Blob',
    id: `B_${fullName}:${path}`,
    oid: OID,
    byteSize,
    isBinary,
    isTruncated: byteSize > WHOLE_TEXT,
    text: isBinary ? null : byteSize > WHOLE_TEXT ? text.slice(0, WHOLE_TEXT) : text,
  };
}
