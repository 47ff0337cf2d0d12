/**
 * What is known about commands that push or pull images, in one table: the words
 * that begin them, the options that take a value, where that is written, and what
 * the arguments mean. To teach the reader a command, add an entry.
 */

import { HOLE, hasHole } from '../language/values.js';
import { type Client, type Found, NOWHERE, type Surroundings } from './clients.js';
import { withoutTransport } from './names.js';
import { composeImages } from './project-files.js';
import { bakeFound, cacheEntries, goreleaserFound, outputEntries } from './push-actions.js';

export interface Arguments {
  /** Words that are no option. */
  positional: string[];
  /** Values of an option, under any of its names. */
  values(...names: string[]): string[];
  /** Is a boolean option set? */
  has(...names: string[]): boolean;
  /** All of them, as they stand. */
  words: readonly string[];
}

export interface CommandKnowledge {
  /** The words that begin it; a word of several spellings is written `a|b`. */
  words: readonly string[];
  source: string;
  /** Options that take the next word as their value. */
  takes: readonly string[];
  finds(args: Arguments, around: Surroundings): Found[];
}

const DOCKER_BUILD_OPTIONS = [
  ...[
    '-t',
    '--tag',
    '-o',
    '--output',
    '--cache-to',
    '--cache-from',
    '-f',
    '--file',
    '--platform',
    '--build-arg',
  ],
  ...[
    '--label',
    '--annotation',
    '--target',
    '--secret',
    '--ssh',
    '--builder',
    '--iidfile',
    '--metadata-file',
  ],
  ...[
    '--progress',
    '--build-context',
    '--attest',
    '--provenance',
    '--sbom',
    '--allow',
    '--network',
    '--shm-size',
  ],
  ...[
    '--add-host',
    '--cgroup-parent',
    '--ulimit',
    '--no-cache-filter',
    '--call',
    '--memory',
    '-m',
    '--isolation',
  ],
];

const CONTAINERS_OPTIONS = [
  ...['--authfile', '--cert-dir', '--compression-format', '--compression-level', '--creds', '--digestfile'],
  ...['--encrypt-layer', '--encryption-key', '-f', '--format', '--sign-by', '--sign-by-sigstore'],
  ...['--sign-by-sigstore-private-key', '--sign-passphrase-file', '--retry', '--retry-delay', '--src-creds'],
  ...[
    '--dest-creds',
    '--src-authfile',
    '--dest-authfile',
    '--src-cert-dir',
    '--dest-cert-dir',
    '--retry-times',
  ],
  ...['--src-username', '--src-password', '--dest-username', '--dest-password', '--src-registry-token'],
  ...[
    '--dest-registry-token',
    '--multi-arch',
    '--additional-tag',
    '--decryption-key',
    '--dest-compress-format',
  ],
  ...['--command-timeout', '--override-arch', '--override-os', '--override-variant', '--policy', '--tmpdir'],
  ...['--registries.d', '--arch', '--os', '--platform', '--variant'],
];

const COMPOSE_OPTIONS = [
  '-f',
  '--file',
  '-p',
  '--project-name',
  '--project-directory',
  '--profile',
  '--env-file',
  '--parallel',
  '--build-arg',
];

const CRANE_OPTIONS = [
  '--platform',
  '-j',
  '--jobs',
  '--set-base-image-annotations',
  '--annotation',
  '--label',
];

const REGCTL_OPTIONS = [
  '--platform',
  '--platforms',
  '--logopt',
  '-v',
  '--verbosity',
  '--host',
  '--user-agent',
  '--media-type',
];

const ORAS_OPTIONS = [
  ...['-u', '--username', '-p', '--password', '--registry-config', '--artifact-type', '-a', '--annotation'],
  ...['--annotation-file', '--config', '--concurrency', '--platform', '--export-manifest', '--format'],
  ...['--image-spec', '--from-username', '--from-password', '--to-username', '--to-password', '--ca-file'],
  ...['--from-registry-config', '--to-registry-config', '--distribution-spec', '--template', '-r'],
];

const KO_OPTIONS = [
  ...['--platform', '-t', '--tags', '--image-refs', '--image-label', '--image-annotation', '-j', '--jobs'],
  ...['--sbom', '--sbom-dir', '--tarball', '--oci-layout-path', '--base-image', '--debug-flags', '--ldflags'],
];

const COSIGN_OPTIONS = [
  ...[
    '--key',
    '--predicate',
    '--type',
    '-a',
    '--annotations',
    '--certificate',
    '--certificate-chain',
    '--rekor-url',
  ],
  ...[
    '--fulcio-url',
    '--oidc-issuer',
    '--oidc-client-id',
    '--identity-token',
    '--registry-username',
    '--upload',
  ],
  ...[
    '--registry-password',
    '--registry-token',
    '--output-signature',
    '--output-certificate',
    '--payload',
    '--sbom',
  ],
  ...[
    '--output-file',
    '--bundle',
    '--timeout',
    '-t',
    '--attachment',
    '--signature',
    '--registry-referrers-mode',
  ],
  ...[
    '--signing-config',
    '--trusted-root',
    '--attachment-tag-prefix',
    '--platform',
    '--only',
    '--input-format',
  ],
];

function push(reference: string | undefined, client: Client = 'docker', rest?: Partial<Found>): Found[] {
  return reference === undefined
    ? []
    : [{ reference, access: 'push', role: 'image', runs: 'yes', client, ...rest }];
}

/** The password in `USER:PASSWORD`, where such an option is given. */
function creds(...values: readonly string[]): Partial<Found> {
  const [given] = values;
  return given === undefined ? {} : { password: given.slice(given.indexOf(':') + 1) };
}

/** The value of an option as the password. */
function given(...values: readonly string[]): Partial<Found> {
  const [password] = values;
  return password === undefined ? {} : { password };
}

/** `oci://ghcr.io/octo/charts` without its scheme; null for another one. */
function ociUrl(url: string | undefined): string | undefined {
  return /^oci:\/\//i.test(url ?? '') ? url?.slice(6) : undefined;
}

function pull(reference: string | undefined): Found[] {
  return reference === undefined ? [] : [{ reference, access: 'pull', role: 'image', runs: 'yes' }];
}

function build(args: Arguments): Found[] {
  const tags = args.values('-t', '--tag');
  return [
    ...(args.has('--push') ? tags.flatMap((tag) => push(tag, 'buildx')) : []),
    ...args.values('-o', '--output').flatMap((value) => outputEntries(value, tags, 'run')),
    ...args.values('--cache-to').flatMap((value) => cacheEntries(value, 'push', 'run')),
    ...args.values('--cache-from').flatMap((value) => cacheEntries(value, 'pull', 'run')),
  ];
}

function bake(args: Arguments, around: Surroundings): Found[] {
  return bakeFound(
    {
      settings: args.values('--set'),
      files: args.values('-f', '--file'),
      targets: args.positional,
      folder: '.',
      push: args.has('--push') ? 'yes' : null,
      input: 'run',
    },
    around,
  );
}

/** `podman push IMAGE [DESTINATION]`: the destination counts, and may have a transport. */
function containersPush({ positional, values }: Arguments): Found[] {
  const [image, destination] = positional;
  const target = withoutTransport(destination ?? image ?? '');
  return target ? push(target, 'containers', containersPassword(values)) : [];
}

/** podman and buildah: `--creds`; skopeo: `--dest-creds`, or the two halves apart. */
function containersPassword(values: Arguments['values']): Partial<Found> {
  const own = { ...creds(...values('--creds', '--dest-creds')), ...given(...values('--dest-password')) };
  const elsewhere = values('--authfile', '--dest-authfile', '--dest-registry-token').length > 0;
  return { ...own, ...(elsewhere ? { mayBeConfigured: true } : {}) };
}

function skopeoCopy({ positional, values }: Arguments): Found[] {
  const [from, to] = positional;
  const source = from?.startsWith('docker://') ? withoutTransport(from) : null;
  const target = to?.startsWith('docker://') ? withoutTransport(to) : null;
  return [
    ...(source ? pull(source) : []),
    ...(target ? push(target, 'containers', containersPassword(values)) : []),
  ];
}

/** `--src docker --dest docker SOURCE DESTINATION`: each image becomes DESTINATION/NAME. */
function skopeoSync({ positional, values, has }: Arguments): Found[] {
  const destination = positional.at(-1);
  if (!values('--dest', '-d').includes('docker') || destination === undefined || has('--dry-run')) return [];
  return push(`${destination}/${HOLE}`, 'containers', containersPassword(values));
}

/** `crane tag IMAGE TAG` writes to the repository of the image. */
function craneTag({ positional }: Arguments): Found[] {
  return push(positional[0]?.replace(/[:@][^/]*$/, ''), 'ggcr');
}

/** `ko build` pushes to KO_DOCKER_REPO unless told otherwise. */
function koBuild(args: Arguments, around: Surroundings): Found[] {
  const repository = around.variable('KO_DOCKER_REPO');
  if (!repository || args.has('--local', '-L') || args.values('--push').includes('false')) return [];
  if (args.values('--push').some(hasHole) || repository === 'ko.local' || repository === 'kind.local')
    return [];
  const bare = args.has('--bare', '-B') && !args.has('--base-import-paths');
  // ko's keychain takes GITHUB_TOKEN of the environment for ghcr.io (pkg/commands/config.go).
  return push(bare ? repository : `${repository}/${HOLE}`, 'ggcr', keychain(around));
}

function keychain({ variable }: Surroundings): Partial<Found> {
  const token = variable('GITHUB_TOKEN');
  return token ? { fallback: token } : {};
}

/** `compose push` pushes the images of the services that are built. */
function compose({ positional, values, has }: Arguments, around: Surroundings): Found[] {
  const [command, ...services] = positional;
  const pushes = command === 'push' || (command === 'build' && has('--push'));
  return pushes
    ? composeImages(values('-f', '--file'), services, around).flatMap((image) => push(image))
    : [];
}

/** A property of Gradle, Maven or MSBuild: `-Dname=value`, `-p:name=value`, `/p:name=value`. */
function property(words: readonly string[], name: string): string | undefined {
  const pattern = new RegExp(`^(?:-D|-P|[-/]{1,2}p(?:roperty)?:)${name.replaceAll('.', '\\.')}=`, 'i');
  const found = words.findLast((each) => pattern.test(each));
  return found?.slice(found.indexOf('=') + 1);
}

/** jib pushes, jibDockerBuild and jib:dockerBuild load into the daemon. */
function jib({ words }: Arguments): Found[] {
  if (
    !words.some((each) =>
      /^(?:[\w:.-]*:)?jib$|^(?:[\w.:-]+:)?jib(?:-maven-plugin(?::[\w.]+)?)?:build$/.test(each),
    )
  )
    return [];
  const option = words.findLast((each) => /^--image=/.test(each))?.slice(8);
  const password = property(words, 'jib.to.auth.password');
  return push(property(words, 'jib.to.image') ?? property(words, 'image') ?? option, 'docker', {
    ...(password === undefined ? {} : { password }),
    mayBeConfigured: true,
  });
}

/** `dotnet publish -t:PublishContainer` pushes where ContainerRegistry is set, else it loads. */
function dotnet({ words }: Arguments): Found[] {
  const isContainer =
    words.some((each) => /^[-/]{1,2}t(?:arget)?:.*PublishContainer/i.test(each)) ||
    property(words, 'PublishProfile') === 'DefaultContainer';
  const registry = property(words, 'ContainerRegistry');
  if (!isContainer || !registry) return [];
  return push(`${registry}/${property(words, 'ContainerRepository') ?? HOLE}:${HOLE}`);
}

/** The kaniko executor pushes to every --destination. */
function kaniko(args: Arguments): Found[] {
  if (args.has('--no-push', '--no-push-cache')) return [];
  return args.values('--destination', '-d').flatMap((each) => push(each, 'ggcr'));
}

function helmPush({ positional, values, has }: Arguments): Found[] {
  const url = ociUrl(positional[1]);
  const elsewhere = has('--registry-config') || values('--registry-config').length > 0;
  return push(url, 'helm', {
    ...given(...values('--password')),
    isPrefix: true,
    ...(elsewhere ? { mayBeConfigured: true } : {}),
  });
}

/** Signatures and attestations are stored beside the image. */
function cosign({ positional, values, has }: Arguments): Found[] {
  const upload = values('--upload', '--no-upload').some((each) => each === 'false') || has('--no-upload');
  if (upload) return [];
  return positional.flatMap((image) =>
    push(image, 'ggcr', {
      ...given(...values('--registry-password', '--registry-token')),
      mayBeConfigured: has('--k8s-keychain'),
    }),
  );
}

function oras({ positional, values, has }: Arguments, target: string | undefined): Found[] {
  if (has('--oci-layout', '--to-oci-layout', '--dry-run') || positional.length === 0) return [];
  return push(target, 'docker', {
    ...given(...values('-p', '--password', '--to-password')),
    ...(values('--registry-config', '--to-registry-config').length > 0 || has('--password-stdin')
      ? { mayBeConfigured: true }
      : {}),
  });
}

export const COMMANDS: readonly CommandKnowledge[] = [
  {
    words: ['docker', 'push'],
    source: 'https://docs.docker.com/reference/cli/docker/image/push/',
    takes: ['--platform'],
    finds: ({ positional }) => push(positional[0]),
  },
  {
    words: ['docker', 'image', 'push'],
    source: 'https://docs.docker.com/reference/cli/docker/image/push/',
    takes: ['--platform'],
    finds: ({ positional }) => push(positional[0]),
  },
  {
    words: ['docker', 'manifest', 'push'],
    source: 'https://docs.docker.com/reference/cli/docker/manifest/push/',
    takes: [],
    finds: ({ positional }) => push(positional[0]),
  },
  {
    words: ['docker', 'pull'],
    source: 'https://docs.docker.com/reference/cli/docker/image/pull/',
    takes: ['--platform'],
    finds: ({ positional }) => pull(positional[0]),
  },
  {
    words: ['docker', 'buildx', 'build|b'],
    source: 'https://docs.docker.com/reference/cli/docker/buildx/build/',
    takes: DOCKER_BUILD_OPTIONS,
    finds: build,
  },
  {
    // With buildx installed, `docker build` is `docker buildx build`.
    words: ['docker', 'build'],
    source: 'https://docs.docker.com/reference/cli/docker/buildx/build/',
    takes: DOCKER_BUILD_OPTIONS,
    finds: build,
  },
  {
    words: ['docker', 'image', 'build'],
    source: 'https://docs.docker.com/reference/cli/docker/buildx/build/',
    takes: DOCKER_BUILD_OPTIONS,
    finds: build,
  },
  {
    words: ['docker', 'buildx', 'bake|f'],
    source: 'https://docs.docker.com/reference/cli/docker/buildx/bake/',
    takes: [
      '-f',
      '--file',
      '--set',
      '--builder',
      '--metadata-file',
      '--progress',
      '--allow',
      '--call',
      '--var',
    ],
    finds: bake,
  },
  {
    words: ['docker', 'buildx', 'imagetools', 'create'],
    source: 'https://docs.docker.com/reference/cli/docker/buildx/imagetools/create/',
    takes: [
      '-t',
      '--tag',
      '-f',
      '--file',
      '--annotation',
      '--builder',
      '--progress',
      '-p',
      '--platform',
      '--metadata-file',
    ],
    finds: (args) =>
      args.has('--dry-run') ? [] : args.values('-t', '--tag').flatMap((tag) => push(tag, 'buildx')),
  },
  {
    words: ['podman|buildah', 'push'],
    source: 'man podman-push(1), buildah-push(1)',
    takes: CONTAINERS_OPTIONS,
    finds: containersPush,
  },
  {
    words: ['podman|buildah', 'manifest', 'push'],
    source: 'man podman-manifest-push(1)',
    takes: CONTAINERS_OPTIONS,
    finds: containersPush,
  },
  {
    words: ['podman|buildah', 'pull'],
    source: 'man podman-pull(1), buildah-pull(1)',
    takes: CONTAINERS_OPTIONS,
    finds: ({ positional }) => pull(withoutTransport(positional[0] ?? '') ?? undefined),
  },
  {
    words: ['skopeo', 'copy'],
    source: 'man skopeo-copy(1)',
    takes: CONTAINERS_OPTIONS,
    finds: skopeoCopy,
  },
  {
    words: ['skopeo', 'sync'],
    source: 'man skopeo-sync(1)',
    takes: [...CONTAINERS_OPTIONS, '--src', '-s', '--dest', '-d'],
    finds: skopeoSync,
  },
  {
    words: ['docker', 'compose'],
    source: 'https://docs.docker.com/reference/cli/docker/compose/push/',
    takes: COMPOSE_OPTIONS,
    finds: compose,
  },
  {
    words: ['docker-compose'],
    source: 'https://docs.docker.com/reference/cli/docker/compose/push/',
    takes: COMPOSE_OPTIONS,
    finds: compose,
  },
  {
    words: ['crane|gcrane', 'copy|cp'],
    source: 'https://github.com/google/go-containerregistry/blob/main/cmd/crane/doc/crane_copy.md',
    takes: CRANE_OPTIONS,
    finds: ({ positional }) => push(positional[1], 'ggcr'),
  },
  {
    words: ['crane', 'push'],
    source: 'https://github.com/google/go-containerregistry/blob/main/cmd/crane/doc/crane_push.md',
    takes: CRANE_OPTIONS,
    finds: ({ positional }) => push(positional[1], 'ggcr'),
  },
  {
    words: ['crane', 'tag'],
    source: 'https://github.com/google/go-containerregistry/blob/main/cmd/crane/doc/crane_tag.md',
    takes: CRANE_OPTIONS,
    finds: craneTag,
  },
  {
    words: ['crane', 'append|mutate|rebase'],
    source: 'https://github.com/google/go-containerregistry/blob/main/cmd/crane/doc/crane_append.md',
    takes: [
      ...CRANE_OPTIONS,
      '-b',
      '--base',
      '-f',
      '--new_layer',
      '-t',
      '--new_tag',
      '--tag',
      '-o',
      '--output',
    ],
    finds: ({ values }) =>
      values('-o', '--output').length > 0
        ? []
        : values('-t', '--new_tag', '--tag').flatMap((tag) => push(tag, 'ggcr')),
  },
  {
    words: ['crane', 'index', 'append'],
    source: 'https://github.com/google/go-containerregistry/blob/main/cmd/crane/doc/crane_index_append.md',
    takes: [...CRANE_OPTIONS, '-m', '--manifest', '-t', '--tag'],
    finds: ({ values }) => values('-t', '--tag').flatMap((tag) => push(tag, 'ggcr')),
  },
  {
    words: ['regctl', 'image', 'copy|cp'],
    source: 'https://github.com/regclient/regclient/blob/main/docs/regctl.md',
    takes: REGCTL_OPTIONS,
    finds: ({ positional }) => push(registryOnly(positional[1]), 'regctl'),
  },
  {
    words: ['regctl', 'index|manifest|artifact', 'create|put'],
    source: 'https://github.com/regclient/regclient/blob/main/docs/regctl.md',
    takes: [
      ...REGCTL_OPTIONS,
      '--ref',
      '--digest',
      '--subject',
      '--artifact-type',
      '--annotation',
      '-m',
      '-f',
      '--file',
    ],
    finds: ({ positional, values }) => push(registryOnly(positional[0] ?? values('--subject')[0]), 'regctl'),
  },
  {
    words: ['oras', 'push'],
    source: 'https://oras.land/docs/commands/oras_push',
    takes: ORAS_OPTIONS,
    finds: (args) => oras(args, args.positional[0]),
  },
  {
    words: ['oras', 'attach'],
    source: 'https://oras.land/docs/commands/oras_attach',
    takes: ORAS_OPTIONS,
    finds: (args) => oras(args, args.positional[0]),
  },
  {
    words: ['oras', 'cp|copy'],
    source: 'https://oras.land/docs/commands/oras_cp',
    takes: ORAS_OPTIONS,
    finds: (args) => oras(args, args.positional[1]),
  },
  {
    words: ['oras', 'tag'],
    source: 'https://oras.land/docs/commands/oras_tag',
    takes: ORAS_OPTIONS,
    finds: (args) => oras(args, args.positional[0]?.replace(/[:@][^/]*$/, '')),
  },
  {
    words: ['helm', 'push'],
    source: 'https://helm.sh/docs/topics/registries/',
    takes: [
      '--ca-file',
      '--cert-file',
      '--key-file',
      '--username',
      '--password',
      '--registry-config',
      '--kubeconfig',
    ],
    finds: helmPush,
  },
  {
    words: ['ko', 'build|publish'],
    source: 'https://ko.build/configuration/',
    takes: KO_OPTIONS,
    finds: koBuild,
  },
  {
    words: ['ko', 'apply|create|resolve|run'],
    source: 'https://ko.build/features/k8s/: they build and push what the manifests name',
    takes: [...KO_OPTIONS, '-f', '--filename', '-l', '--selector'],
    finds: koBuild,
  },
  {
    words: ['cosign', 'sign'],
    source: 'https://docs.sigstore.dev/cosign/signing/signing_with_containers/',
    takes: COSIGN_OPTIONS,
    finds: cosign,
  },
  {
    words: ['cosign', 'attest|attach'],
    source: 'https://docs.sigstore.dev/cosign/verifying/attestation/',
    takes: COSIGN_OPTIONS,
    finds: cosign,
  },
  {
    words: ['cosign', 'copy'],
    source: 'https://github.com/sigstore/cosign/blob/main/doc/cosign_copy.md',
    takes: COSIGN_OPTIONS,
    finds: ({ positional }) => push(positional[1], 'ggcr'),
  },
  {
    words: ['flux', 'push', 'artifact'],
    source: 'https://fluxcd.io/flux/cmd/flux_push_artifact/',
    takes: [
      '-f',
      '--path',
      '--source',
      '--revision',
      '--creds',
      '--provider',
      '-a',
      '--annotations',
      '-o',
      '--output',
      '--ignore-paths',
    ],
    finds: ({ positional, values }) => push(ociUrl(positional[0]), 'docker', creds(...values('--creds'))),
  },
  {
    words: ['flux', 'tag', 'artifact'],
    source: 'https://fluxcd.io/flux/cmd/flux_tag_artifact/',
    takes: ['--tag', '--creds', '--provider'],
    finds: ({ positional, values }) => push(ociUrl(positional[0]), 'docker', creds(...values('--creds'))),
  },
  {
    words: ['timoni', 'mod|artifact', 'push'],
    source: 'https://timoni.sh/cmd/timoni_mod_push/',
    takes: [
      '-v',
      '--version',
      '--creds',
      '-a',
      '--annotations',
      '-o',
      '--output',
      '--sign',
      '--cosign-key',
      '-f',
      '--filepath',
      '-t',
      '--tag',
      '--content-type',
    ],
    finds: ({ positional, values }) =>
      push(ociUrl(positional.find((each) => /^oci:/i.test(each))), 'docker', creds(...values('--creds'))),
  },
  {
    words: ['executor'],
    source: 'https://github.com/GoogleContainerTools/kaniko#flag---destination',
    takes: [
      '--destination',
      '-d',
      '--context',
      '-c',
      '--dockerfile',
      '-f',
      '--build-arg',
      '--target',
      '--cache-repo',
      '--verbosity',
      '-v',
    ],
    finds: kaniko,
  },
  {
    words: ['gradle|gradlew|mvn|mvnw'],
    source: 'https://github.com/GoogleContainerTools/jib: jib-gradle-plugin and jib-maven-plugin, READMEs',
    takes: [],
    finds: jib,
  },
  {
    words: ['dotnet', 'publish|build|msbuild'],
    source: 'https://learn.microsoft.com/dotnet/core/containers/publish-configuration',
    takes: [],
    finds: dotnet,
  },
  {
    words: ['goreleaser'],
    source: 'https://goreleaser.com/cmd/goreleaser_release/',
    takes: [],
    finds: ({ words }, around) => goreleaserFound(words, '.', around, 'run'),
  },
];

/** `ocidir://…` and `ocifile://…` are folders. */
function registryOnly(reference: string | undefined): string | undefined {
  return reference?.includes('://') ? undefined : reference;
}

/** Options between `docker` and its command that take a value (docker --help). */
const GLOBAL_OPTIONS: Record<string, readonly string[]> = {
  docker: [
    '--config',
    '-c',
    '--context',
    '-H',
    '--host',
    '-l',
    '--log-level',
    '--tlscacert',
    '--tlscert',
    '--tlskey',
  ],
  podman: [
    '--connection',
    '-c',
    '--log-level',
    '--root',
    '--runroot',
    '--storage-driver',
    '--storage-opt',
    '--url',
  ],
  buildah: ['--log-level', '--root', '--runroot', '--storage-driver', '--storage-opt'],
  skopeo: ['--command-timeout', '--override-arch', '--override-os', '--policy', '--registries.d', '--tmpdir'],
  crane: ['--platform', '-v'],
  helm: ['--kube-context', '--kubeconfig', '-n', '--namespace', '--registry-config'],
};

/** Programs of the table; other commands are not looked at. */
const PROGRAMS = new Set(COMMANDS.flatMap(({ words }) => (words[0] as string).split('|')));

/** What a command, given as its words, does at a registry; empty for one that is not known. */
export function commandEffects(words: readonly string[], around: Surroundings = NOWHERE): Found[] {
  const said = commandWords(words);
  if (!PROGRAMS.has(said[0] as string)) return [];
  const known = COMMANDS.find((each) =>
    each.words.every((word, index) => word.split('|').includes(said[index] ?? '')),
  );
  return known ? known.finds(readArguments(said.slice(known.words.length), known.takes), around) : [];
}

/** The command without its folder and without the options between its name and its first word. */
export function commandWords(words: readonly string[]): string[] {
  const [path = '', ...rest] = words;
  const program = path.split('/').at(-1) as string;
  const taking = GLOBAL_OPTIONS[program];
  if (!taking) return [program, ...rest];
  let at = 0;
  while (rest[at]?.startsWith('-')) at += taking.includes(rest[at] as string) ? 2 : 1;
  return [program, ...rest.slice(at)];
}

export function readArguments(words: readonly string[], takes: readonly string[]): Arguments {
  const positional: string[] = [];
  const options: [string, string | null][] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] as string;
    const long = /^(--[^=]+)=([\s\S]*)$/.exec(word);
    const short = /^(-[A-Za-z])=?([\s\S]+)$/.exec(word);
    if (word === '--') {
      positional.push(...words.slice(at + 1));
      break;
    }
    if (long) options.push([long[1] as string, long[2] as string]);
    else if (takes.includes(word)) {
      at += 1;
      options.push([word, words[at] ?? '']);
    } else if (short && takes.includes(short[1] as string) && !word.startsWith('--')) {
      options.push([short[1] as string, short[2] as string]);
    } else if (word.startsWith('-') && word !== '-') options.push([word, null]);
    else positional.push(word);
  }
  return {
    positional,
    words,
    values: (...names) =>
      options.flatMap(([name, value]) => (names.includes(name) && value !== null ? [value] : [])),
    has: (...names) =>
      options.some(([name, value]) => names.includes(name) && value !== 'false' && !hasHole(value ?? '')),
  };
}
