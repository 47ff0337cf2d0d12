/** A push or a pull that a line tells of, and what it names. */
import type { Access } from '../../types.js';
import { hostMeant } from '../registry/reference-grammar.js';
import type { LogTools } from './tools.js';
import { OUR_HOST } from './words/registry-names.js';

/** A push or a pull with the reference that it names, besides the commands of the tools. */
const PUSHES: readonly RegExp[] = [
  /\bskopeo\b.* copy (?:-\S+ )*[^\s-]\S* (docker:\/\/[^\s"'`]+)/,
  // Those that name their source first, and what crane itself says of it.
  /\b(?:g?crane (?:push|copy|cp)|oras (?:copy|cp)|regctl image (?:copy|cp)) (?:-\S+ )*[^\s-]\S* ["'`]?([\w.-]+\.[a-z]{2,}(?::\d+)?\/[^\s"'`]+)/,
  // What only sets a tag, or something beside an image.
  new RegExp(
    String.raw`\b(?:oras (?:attach|tag|(?:manifest|blob) push)|g?crane (?:tag|mutate|append|rebase|flatten)|regctl (?:index (?:create|add)|image mod|artifact put)|cosign attach \w+|buildx imagetools create)\b (?:\S+ ){0,8}?["'\x60]?((?:(?:oci|docker):\/\/)?${OUR_HOST}\/[^\s"'\x60]+)`,
  ),
  /\bCopying from \S+ to ([\w.-]+\.[a-z]{2,}(?::\d+)?\/[^\s"'`]+)$/,
  /push refers to (?:a )?repository \[([^\]\s]+)\]/i,
  // compose sets a mark in front, which turns while it works.
  /^(?:Error: |[✔✓✘\u2800-\u28ff] )?pushing (?:manifest for |layer \S+ to )?(\S+\/\S+?)(?:@sha256\S*)?:?(?: |$)/i,
  // jib's; what it builds into a daemon it does not push.
  /\bContainerizing application to (?!Docker daemon\b)([\w.-]+\.[a-z]{2,}\/[^\s,]+?)(?:,|\.\.\.|$)/,
  /\bimage=(\S+\/\S+)/,
  /naming to (\S+)/,
  // Skaffold's, of what is not there yet.
  /^- (\S+\/\S+): (?:Not [Ff]ound\. (?:Reb|B)uilding|Found Locally\. Pushing)/,
  /^tags: (\S+\/\S+)/,
  /^Pushed:? (\S+\/\S+)/,
  // A command as a list of its words, as Ansible and Docker write it.
  /"(?:docker|podman|buildah|crane|helm|oras)", ?"(?:image", ?"|manifest", ?")?push", ?(?:"-[^"]*", ?)*"([\w.-]+\.[a-z]{2,}\/[^"]+)"/,
  /\b(?:cannot|could not|couldn't|failed to|unable to) push (?:\S+ ){0,4}?to ["'`]?([\w.-]+\.[a-z]{2,}\/[^\s"'`]+)/i,
];

/** The dev containers' CLI, as their action runs it: the namespace that it publishes to. */
const PUBLISHES =
  /\bdevcontainer (?:features|templates) publish (?:.* )?(?:-r|--registry) (\S+) (?:-n|--namespace) (\S+)/;

const PULLS: readonly RegExp[] = [
  /\bdocker run (?:-\S+ (?:[^\s-]\S* )?)*([\w.-]+\/\S+)/,
  /\bskopeo\b.* (?:copy|inspect|list-tags) (?:-\S+ )*(docker:\/\/[^\s"'`]+)/,
  // What only looks at an image, or at the list of its tags, and what is copied from.
  new RegExp(
    String.raw`\b(?:${[
      'g?crane (?:ls|manifest|digest|config|export|blob|validate|copy|cp)',
      'oras (?:repo(?:sitory)? (?:ls|list|tags|show-tags)|discover|resolve|(?:manifest|blob) fetch(?:-config)?|copy|cp)',
      'regctl (?:tag (?:ls|list)|repo (?:ls|list)|manifest (?:get|head|digest)|image (?:digest|manifest|config|inspect|export|copy|cp))',
      '(?:docker|podman|nerdctl) manifest inspect',
      '(?:docker |nerdctl )?buildx? imagetools inspect',
      'podman search --list-tags',
      'helm (?:show \\w+|template|install|upgrade)',
      'cosign (?:verify(?:-attestation)?|tree|download \\w+)',
      '(?:flux pull|flux diff|timoni mod pull|conftest pull|notation (?:verify|list|ls)|nydusify check|dive)',
    ].join('|')})\b (?:\S+ ){0,8}?["'\x60]?((?:(?:oci|docker):\/\/)?${OUR_HOST}\/[^\s"'\x60]+)`,
  ),
  /load metadata for (\S+)/,
  /\bFROM (\S+\/\S+)/,
  // Docker Hub's own images have no slash; what has no tag either may be a stage of the same file.
  /^Step \d+\/\d+ : FROM (?:--\S+ )?([\w.-]+:[\w.-]+)(?= |$)/,
  /\bCOPY (?:--\S+ )*--from=(\S+\/\S+)/,
  /^\S+: Pulling from (library\/\S+)/,
  /^Pulling repository (\S+)$/,
  /Trying to pull (?:repository )?(\S+?) ?\.\.\./,
  /Pulling manifest: (?:ostree-[\w-]+:)?(?:docker:\/\/|registry:)?(\S+)/,
  new RegExp(String.raw`Downloading (?:docker image )?(?:https://)?(${OUR_HOST}/\S+)`),
  /\bollama (?:pull|push|run) (\S+)/,
  /\b(?:singularity|apptainer)\b.* ((?:oras|docker):\/\/\S+)/,
  /Pulling (?:\S+ \()?([\w.-]+\.[a-z]{2,}\/[^\s)]+)/,
  /importing cache manifest from (\S+)/,
  /Unable to find image '([^']+)' locally/,
  // Watchtower's, above the line that says what the registry answered.
  /\bhead request for "?([^\s"]+)/,
  /\b(?:cannot|could not|couldn't|failed to|unable to) pull (?:\S+ ){0,4}?from ["'`]?([\w.-]+\.[a-z]{2,}\/[^\s"'`]+)/i,
  // Scanners read the image that stands last.
  /\b(?:trivy image|grype|syft|snyk container (?:test|monitor)|docker scout \w+) (?:\S+ ){0,20}?((?![./])[\w.-]+(?:\/[\w.-]+)+(?:[:@][\w.:-]+)?)$/,
];

/** A push or a pull that the line tells of, with what it names; null: it only names. */
export function operationIn(
  text: string,
  tools: Pick<LogTools, 'pushes' | 'pulls'>,
): { reference: string; access: Access } | null {
  const [, scopes = '', host] = /\[auth\] (.+) tokens? for (\S+)/.exec(text) ?? [];
  if (host !== undefined) return { reference: `${host}/`, access: /push/.test(scopes) ? 'push' : 'pull' };
  const [, registry, namespace = ''] = PUBLISHES.exec(text) ?? [];
  if (registry !== undefined) return { reference: `${registry}/${namespace}`, access: 'push' };
  // What BuildKit repeats under its last line names a step, and not what is being done. npm shows a command so, without a colon.
  if (/^> .*:$/.test(text)) return null;
  const push = referenceIn(text, tools.pushes) ?? referenceIn(text, PUSHES);
  if (push !== null) return { reference: push, access: 'push' };
  const pull = referenceIn(text, tools.pulls) ?? referenceIn(text, PULLS);
  return pull === null ? null : { reference: pull, access: 'pull' };
}

/** What the first of the patterns finds that is no variable, no option and no local tag by its id. */
function referenceIn(text: string, patterns: readonly RegExp[]): string | null {
  for (const pattern of patterns) {
    const reference = pattern.exec(text)?.[1]?.replace(/^(?:docker|oci|oras):\/\//, '');
    if (reference && /^[\w.*-]/.test(reference) && !/^sha256:|[${}]/.test(reference)) return reference;
  }
  return null;
}

/** By docker's rule: the first part is a host if it looks like one, else it is Docker Hub's. */
export function hostOfReference(reference: string): string {
  return hostMeant(reference)?.replace(/:\d+$/, '') ?? 'docker.io';
}
