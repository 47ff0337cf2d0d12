/** The world of the agreement: the lab's sample world, with the tokens and packages that only the table needs. */
import { createHash } from 'node:crypto';
import { inventToken } from '../../src/lab/scenarios/invented.js';
import type { LabToken, World } from '../../src/lab/world.js';
import { SECRET, sampleWorld } from '../lab/support.js';

const DAY = 24 * 60 * 60 * 1000;

const MORE = {
  /** Authorised for the organisation that enforces SAML. */
  authorized: {
    kind: 'classic-pat',
    login: 'mona',
    scopes: ['write:packages'],
    ssoAuthorized: ['saml-org'],
  },
  /** Lives for five more days. */
  soon: {
    kind: 'classic-pat',
    login: 'mona',
    scopes: ['write:packages'],
    expiresAt: new Date(Date.now() + 5 * DAY).toISOString(),
  },
  memberReads: { kind: 'classic-pat', login: 'hubot', scopes: ['read:packages'] },
  oauthReads: { kind: 'oauth', login: 'mona', scopes: ['read:packages'] },
  homeJob: { kind: 'github-token', repository: 'mona/tool', packages: 'write' },
  homeJobReads: { kind: 'github-token', repository: 'mona/tool', packages: 'read' },
  samlJob: { kind: 'github-token', repository: 'saml-org/app', packages: 'write' },
  walledJob: { kind: 'github-token', repository: 'walled-org/app', packages: 'write' },
} as const satisfies Record<string, LabToken>;

const invented = Object.fromEntries(
  Object.entries(MORE).map(([name, token]) => [name, inventToken(token.kind, name)]),
) as Record<keyof typeof MORE, string>;

/** A classic token of the form before 2021, and a word that is no token at all. */
const old = createHash('sha1').update('a classic token from before 2021').digest('hex');
const garbage = inventToken('unknown', 'garbage');

/** The owner's token as it is stored with more than itself. */
const stored = {
  inQuotes: `"${SECRET.owner}"`,
  inSingleQuotes: `'${SECRET.owner}'`,
  withBlanks: `  ${SECRET.owner} `,
  withLineEnd: `${SECRET.owner}\n`,
  withLineEnds: `${SECRET.owner}\n\n`,
  withName: `GHCR_TOKEN=${SECRET.owner}`,
};

/** Secrets by what the token is for. `garbage` is nobody's. */
export const SECRETS = { ...SECRET, ...invented, ...stored, old, garbage };
export type Who = keyof typeof SECRETS;

/** A fresh copy each time: a push changes its lab's world. */
export function agreementWorld(): World {
  const world = sampleWorld();
  for (const [name, token] of Object.entries(MORE)) world.tokens[invented[name as keyof typeof MORE]] = token;
  world.tokens[old] = { kind: 'classic-pat', login: 'mona', scopes: ['repo', 'write:packages'] };
  world.packages.push(
    { owner: 'mona', name: 'tool', visibility: 'private', repository: 'mona/tool', tags: ['1'] },
    { owner: 'mona', name: 'notes', visibility: 'private', repository: null, tags: ['1'] },
  );
  return world;
}
