/**
 * What is known about commands that push or pull images, in one table: the words
 * that begin them, the options that take a value, where that is written, and what
 * the arguments mean. To teach the reader a command, add an entry.
 */
import { entriesOf, withoutTransport } from './names.js';
import { cacheEntries, type Found, outputEntries } from './push-actions.js';
import { hasHole } from './values.js';

export interface Arguments {
  /** Words that are no option. */
  positional: string[];
  /** Values of an option, under any of its names. */
  values(...names: string[]): string[];
  /** Is a boolean option set? */
  has(...names: string[]): boolean;
}

export interface CommandKnowledge {
  /** The words that begin it; a word of several spellings is written `a|b`. */
  words: readonly string[];
  source: string;
  /** Options that take the next word as their value. */
  takes: readonly string[];
  finds(args: Arguments): Found[];
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

function push(reference: string | undefined): Found[] {
  return reference === undefined ? [] : [{ reference, access: 'push', role: 'image', runs: 'yes' }];
}

function pull(reference: string | undefined): Found[] {
  return reference === undefined ? [] : [{ reference, access: 'pull', role: 'image', runs: 'yes' }];
}

function build(args: Arguments): Found[] {
  const tags = args.values('-t', '--tag');
  return [
    ...(args.has('--push') ? tags.flatMap(push) : []),
    ...args.values('-o', '--output').flatMap((value) => outputEntries(value, tags, 'run')),
    ...args.values('--cache-to').flatMap((value) => cacheEntries(value, 'push', 'run')),
    ...args.values('--cache-from').flatMap((value) => cacheEntries(value, 'pull', 'run')),
  ];
}

function bake(args: Arguments): Found[] {
  const settings = args.values('--set').map((value) => {
    const at = value.indexOf('=');
    return { key: value.slice(0, at).split('.').at(-1)?.replace('+', ''), value: value.slice(at + 1) };
  });
  const of = (key: string) => settings.filter((each) => each.key === key).map((each) => each.value);
  const tags = of('tags').flatMap(entriesOf);
  return [
    ...(args.has('--push') ? tags.flatMap(push) : []),
    ...of('output').flatMap((value) => outputEntries(value, tags, 'run')),
    ...of('cache-to').flatMap((value) => cacheEntries(value, 'push', 'run')),
    ...of('cache-from').flatMap((value) => cacheEntries(value, 'pull', 'run')),
  ];
}

/** `podman push IMAGE [DESTINATION]`: the destination counts, and may have a transport. */
function containersPush({ positional }: Arguments): Found[] {
  const [image, destination] = positional;
  const target = withoutTransport(destination ?? image ?? '');
  return target ? push(target) : [];
}

function skopeoCopy({ positional }: Arguments): Found[] {
  const [from, to] = positional;
  const source = from?.startsWith('docker://') ? withoutTransport(from) : null;
  const target = to?.startsWith('docker://') ? withoutTransport(to) : null;
  return [...(source ? pull(source) : []), ...(target ? push(target) : [])];
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
    finds: (args) => (args.has('--dry-run') ? [] : args.values('-t', '--tag').flatMap(push)),
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
];

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
};

/** What a command, given as its words, does at a registry; empty for one that is not known. */
export function commandEffects(words: readonly string[]): Found[] {
  const [path = '', ...rest] = words;
  const program = path.split('/').at(-1) as string;
  const taking = GLOBAL_OPTIONS[program];
  if (!taking) return [];
  let at = 0;
  while (rest[at]?.startsWith('-')) at += taking.includes(rest[at] as string) ? 2 : 1;
  const said = [program, ...rest.slice(at)];
  const known = COMMANDS.find((each) =>
    each.words.every((word, index) => word.split('|').includes(said[index] ?? '')),
  );
  return known ? known.finds(readArguments(said.slice(known.words.length), known.takes)) : [];
}

function readArguments(words: readonly string[], takes: readonly string[]): Arguments {
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
    values: (...names) =>
      options.flatMap(([name, value]) => (names.includes(name) && value !== null ? [value] : [])),
    has: (...names) =>
      options.some(([name, value]) => names.includes(name) && value !== 'false' && !hasHole(value ?? '')),
  };
}
