/** Which registry a login is for. */
import { isSurelyMisspelt } from '../../../evidence/registry/misspelt.js';
import { hostOfAddress, type Sign } from '../../knowledge/clients.js';
import type { Chance } from '../../language/chance.js';
import { isStandIn, onlyOrigin, originsIn } from '../../language/origins.js';
import { hasHole } from '../../language/values.js';
import type { SignAct } from '../steps/frame.js';
import { passwordOf } from './passwords.js';

/** What a variable with the host of a registry is called, with a slip in it or without. */
const HOST_NAME = /REGI|HOST|SERVER|GHCR/i;

/** A host out of a variable that nothing sets is none: the client takes its own, Docker Hub. */
function lacksHost({ host }: Sign): boolean {
  return (
    isStandIn(host.trim()) &&
    originsIn(host).every(
      (origin) =>
        ((origin.kind === 'absent' && origin.why === 'unset') || origin.kind === 'variable') &&
        HOST_NAME.test(origin.name),
    )
  );
}

/** Each login is asked about for every push after it, in every run. */
const SERVES = new WeakMap<Sign, { registry: string; chance: Chance }>();

/** `sometimes` never: a host is known, or it is not. */
export function servesRegistry({ sign }: SignAct, registry: string): Chance {
  const known = SERVES.get(sign);
  if (known?.registry === registry) return known.chance;
  const chance = serving(sign, registry);
  SERVES.set(sign, { registry, chance });
  return chance;
}

function serving(sign: Sign, registry: string): Chance {
  if (sign.isGitHubs) return 'yes';
  if (sign.misread || lacksHost(sign)) return 'no';
  const host = hostOfAddress(sign.host);
  if (host === '') return sign.host === '' ? 'no' : 'unknown';
  return hasHole(host) ? 'unknown' : host === registry ? 'yes' : 'no';
}

/** GitHub's registries before this one, and those for other packages (facts L8). */
const OLD_HOST = /^\w+\.pkg\.github\.com$/;

/** A login with the job's token to a host that has nothing to do with GitHub, or one to this registry that its client does not understand. */
export function isMisdirected(login: SignAct, registry: string): boolean {
  const { sign, runs } = login;
  if (sign.password === null || runs !== 'yes' || servesRegistry(login, registry) !== 'no') return false;
  const host = hostOfAddress(sign.host);
  if (sign.misread) return host === registry;
  const isOther = OLD_HOST.test(host) || !/github|localhost|127\.|^\d|\.ghe\.com/.test(host);
  return isOther && passwordOf(sign.password).kind === 'github-token';
}

/** A login to a host that is the registry's, misspelt, which is answered by whoever owns it. */
export function isStrayLogin({ sign }: SignAct): boolean {
  return isSurelyMisspelt(hostOfAddress(sign.host));
}

/** Of which registry the name of a setting speaks, where it is no registry in general. */
const NAMES_ANOTHER =
  /ACR|ECR|GCR|GAR|AWS|AMAZON|AZ(?:URE)?_|AZURE|GCP|GOOGLE|ARTIFACT|DOCKER_?HUB|QUAY|HARBOR|NEXUS|JFROG|GITLAB|GITEA|FORGEJO|DIGITAL_?OCEAN|ALI(?:YUN|CLOUD|BABA)|TENCENT|HUAWEI|YANDEX|SCALEWAY|SCW|OVH|HEROKU|OPENSHIFT|OCIR|ORACLE|IBM|ICR|NVCR|RED_?HAT|PRIVATE|INTERNAL|LOCAL|MIRROR|SECOND|OTHER/i;

/**
 * May a host that a setting holds be the one whose credential a job has? Not where the job logs in to it, too, or where its
 * name says another one. What is not called a host is mostly the user of Docker Hub: `${{ secrets.DOCKER_USERNAME }}/app`.
 */
export function isLikelyHere(host: string, logins: readonly SignAct[]): true | undefined {
  const origin = onlyOrigin(host);
  if (origin?.kind !== 'secret' && origin?.kind !== 'setting') return undefined;
  const isLoggedIn = logins.some(({ sign }) => sign.password !== null && hostOfAddress(sign.host) === host);
  return isLoggedIn || !HOST_NAME.test(origin.name) || NAMES_ANOTHER.test(origin.name) ? undefined : true;
}
