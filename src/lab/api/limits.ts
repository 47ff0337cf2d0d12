/** How much of the API's hourly limits is left, for each token (docs "Rate limits for the REST API", "… GraphQL API"). */
import { type ApiLimits, isInstallation, type LabToken, type World } from '../world.js';

type Resource = 'core' | 'graphql';

interface Meter {
  used: Record<Resource, number>;
  /** Milliseconds since 1970. */
  resetAt: number;
}

const HOUR = 3600;
const METERS = new WeakMap<World, Map<LabToken | undefined, Meter>>();

function meterOf(world: World, token: LabToken | undefined): Meter {
  const meters = METERS.get(world) ?? new Map<LabToken | undefined, Meter>();
  METERS.set(world, meters);
  const window = 1000 * (world.limits?.window ?? HOUR);
  const known = meters.get(token);
  if (known && known.resetAt > Date.now()) return known;
  const made = { used: { core: 0, graphql: 0 }, resetAt: Date.now() + window };
  meters.set(token, made);
  return made;
}

/** A person's 5,000 an hour; 1,000 for a repository's GITHUB_TOKEN, 60 for nobody. */
function limitOf({ limits = {} }: { limits?: ApiLimits }, token: LabToken | undefined, of: Resource): number {
  return limits[of] ?? (token === undefined ? 60 : isInstallation(token) ? 1000 : 5000);
}

/** Takes one request of what is left; false: nothing is left. Nobody's requests are not counted here. */
export function chargeRest(world: World, token: LabToken | undefined): boolean {
  return token === undefined || charge(world, token, 'core', 1);
}

/** Takes the points of a query. */
export function chargeQuery(world: World, token: LabToken, points: number): boolean {
  return charge(world, token, 'graphql', points);
}

function charge(world: World, token: LabToken, of: Resource, amount: number): boolean {
  const meter = meterOf(world, token);
  if (meter.used[of] + amount > limitOf(world, token, of)) return false;
  meter.used[of] += amount;
  return true;
}

export interface Allowance {
  limit: number;
  used: number;
  remaining: number;
  resetAt: Date;
}

/** What a token may still ask for in this hour. */
export function allowance(world: World, token: LabToken | undefined, of: Resource): Allowance {
  const { used, resetAt } = meterOf(world, token);
  const limit = limitOf(world, token, of);
  return { limit, used: used[of], remaining: limit - used[of], resetAt: new Date(resetAt) };
}

/** `X-RateLimit-*`, as GitHub sends them with every answer. */
export function limitHeaders(
  world: World,
  token: LabToken | undefined,
  of: Resource,
): Record<string, string> {
  const { limit, used, remaining, resetAt } = allowance(world, token, of);
  return {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-used': String(used),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': String(Math.ceil(resetAt.getTime() / 1000)),
    'x-ratelimit-resource': of,
  };
}
