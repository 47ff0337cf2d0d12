/** Where GitHub's registry stands in a text of somebody's, and where another does. */
import { isMisspelt } from '../../registry/misspelt.js';
import { isOurs, registriesIn } from '../hosts.js';
import { isAnothersVariable, OUR_HOST } from '../words/registry-names.js';

/** An image of GitHub's registry, or an address there: what stands behind another's name is part of that one's. */
export const OURS = new RegExp(String.raw`["'\x60]?(?:https?://)?(?<![\w.-]/)${OUR_HOST}/\S*`, 'gi');

/** docker's words for a name without a host, which is Docker Hub's. */
export const OF_DOCKER_HUB =
  /\b(?:pull access denied|manifest) for (?!(?:an?|the|my|our|this|it|images?|packages?|private|public|ghcr)(?![\w.-]))[\w.-]|\bfind image '[\w.-]+(?::[\w.-]+)?' locally|\b(?:[Pp]ulling|pull) image ["'](?:[\w-]+\/)?[\w-]+(?::[\w.-]+)?["']|^(?:[$#>] )?docker (?:pull|push|run)(?: -\S+)* (?!(?:an?|the|is|denied|fails|failed|failing|error|errors|forbidden|unauthorized)\b)[\w.-]+(?::[\w.-]+)?$/im;

/** The runner's, of the login of a `container:`: the host stands in it, whatever it is called. */
const LOGIN_OF_THE_RUNNER = /\bDocker login for '([^']+)' failed/i;

/** What a command says behind the word for what it does, up to the next command. */
const TOLD_TO_CLIENT = /\b(?:login|push|pull)\b([^\n|;&]{1,300})/g;
/** Whose login it is. */
const USER = /(?:-u|-p|--username|--password)[ =]?\S+/g;

/** Another registry stands in it; one that is spelt nearly like GitHub's may be meant for it. */
export function namesAnother(text: string): boolean {
  const host = LOGIN_OF_THE_RUNNER.exec(text)?.[1];
  if (host !== undefined) return !isOurs(host) && !isMisspelt(host);
  if (registriesIn(text).some(({ ours, misspelt }) => !ours && !misspelt)) return true;
  if (registriesIn(text).length > 0) return false;
  const told = [...text.matchAll(TOLD_TO_CLIENT)].map(([, rest = '']) => rest.replace(USER, ''));
  return told.some((rest) => (rest.match(/\$\{?\w+/g) ?? []).some(isAnothersVariable));
}
