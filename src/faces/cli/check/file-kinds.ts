/** What a file is by its looks, where an option was given one of another kind: then the sentence names who takes it. */

import { groupAndKind, type Manifest } from '../../../workflow/deployment/manifests.js';
import { entry } from '../../../workflow/text/document.js';

/** A key of a map that is YAML, in the form of a block, or JSON. */
const key = (name: string) => String.raw`^(?:\{?[ \t]*)["']?${name}["']?[ \t]*:`;

const CLIENT = String.raw`^[ \t]*(?:sudo[ \t]+)?(?:docker|podman|nerdctl|crictl|buildah|skopeo|crane|oras|helm|kubectl)[ \t]+[a-z-]`;
const RUNS_CLIENT = new RegExp(CLIENT, 'm');
/** A script may set variables, too, before it runs something. */
const SCRIPT = new RegExp(`^#!|${CLIENT}`, 'm');

export function isScript(text: string): boolean {
  return SCRIPT.test(text);
}

/** Then what it sets is half of what it runs, such as a name to which it puts the version itself. */
export function runsClient(text: string): boolean {
  return RUNS_CLIENT.test(text);
}

/** How kubectl finds a cluster: nothing that is applied to one (Kubernetes docs, "kubeconfig"). */
const KUBECONFIG = /^(?:\{?[ \t]*)["']?kind["']?[ \t]*:[ \t]*["']?Config["']?[ \t]*,?[ \t]*\r?$/m;

/** How kubectl finds a cluster (Kubernetes docs, "kubeconfig"). Of other APIs there are resources of this kind, too. */
export function isKubeconfig(manifest: Manifest): boolean {
  const isOfClient = groupAndKind(manifest) === '/Config';
  return isOfClient && ['clusters', 'contexts', 'users'].some((name) => entry(manifest.root, name));
}

/** As kubectl prints it where it found none. */
export function isEmptyList(text: string): boolean {
  return (
    /^[ \t{]*["']?items["']?[ \t]*:[ \t]*\[\][ \t]*,?[ \t]*\r?$|,"items":\[\]/m.test(text) &&
    /(?:^|[{,])[ \t]*["']?kind["']?[ \t]*:[ \t]*["']?\w{0,60}List\b/m.test(text)
  );
}

/** All of them have to be there, but the one that must not. */
const KINDS: readonly { takenBy: string; looks: readonly RegExp[]; isNot?: RegExp }[] = [
  {
    takenBy: '--kubernetes',
    looks: [new RegExp(key('apiVersion'), 'm'), new RegExp(key('kind'), 'm')],
    isNot: KUBECONFIG,
  },
  { takenBy: '--docker-config', looks: [/^\s*\{/, /"(?:auths|credHelpers|credsStore)"\s*:/] },
  { takenBy: 'lint', looks: [new RegExp(key('on'), 'm'), new RegExp(key('jobs'), 'm')] },
  { takenBy: '--compose', looks: [new RegExp(`${key('services')}[ \\t]*(?:[{#]|\\r?$)`, 'm')] },
  { takenBy: '--dotenv', looks: [/^(?:#[^\n]*\n|\s*\n)*(?:export[ \t]+)?[A-Za-z_]\w*=/], isNot: SCRIPT },
];

/** The option, or the command, that takes such a file; null: none, or the one that was given it. */
export function takenByAnother(option: string, text: string): string | null {
  const isOne = ({ looks, isNot }: (typeof KINDS)[number]) =>
    looks.every((each) => each.test(text)) && !isNot?.test(text);
  const found = KINDS.find(isOne)?.takenBy ?? null;
  return found === option ? null : found;
}
