/** The programs of containers/image: podman, buildah, skopeo, with their own file of credentials. */

import { HOLE, hasHole, isHole } from '../../language/values.js';
import { type Arguments, isAllOpen } from '../arguments.js';
import type { Found } from '../clients.js';
import { joinedFolder, withoutTransport } from '../names/names.js';
import type { KnownCommand, Program } from '../program.js';
import { builtNames, tagCommands } from '../transfers/built-names.js';
import {
  copied,
  fetched,
  givenPassword,
  passwordOfPair,
  pull,
  push,
  pushNeeding,
  secondOperand,
  spaced,
} from '../transfers/transfers.js';
import { composeCommand } from './compose.js';

const OPTIONS = [
  ...spaced('--authfile --cert-dir --compression-format --compression-level --creds --digestfile'),
  ...spaced('--encrypt-layer --encryption-key -f --format --sign-by --sign-by-sigstore'),
  ...spaced('--sign-by-sigstore-private-key --sign-passphrase-file --retry --retry-delay --src-creds'),
  ...spaced('--dest-creds --src-authfile --dest-authfile --src-cert-dir --dest-cert-dir --retry-times'),
  ...spaced('--src-username --src-password --dest-username --dest-password --src-registry-token'),
  ...spaced('--dest-registry-token --multi-arch --additional-tag --decryption-key --dest-compress-format'),
  ...spaced('--command-timeout --override-arch --override-os --override-variant --policy --tmpdir'),
  ...spaced('--registries.d --arch --os --platform --variant --dest-compress-level --sign-identity'),
  ...spaced(
    '--src-daemon-host --dest-daemon-host --daemon-host --src-shared-blob-dir --dest-shared-blob-dir',
  ),
];

const BUILD_OPTIONS = [
  ...OPTIONS,
  ...spaced(
    '-t --tag --file --build-arg --build-context --label --annotation --target --secret --ssh -v --volume',
  ),
  ...spaced(
    '--cache-from --cache-to --manifest --iidfile -m --memory --network --add-host --ulimit --layer-label',
  ),
  ...spaced('--isolation --jobs --device --env --unsetenv --security-opt --shm-size --logfile -o --output'),
  ...spaced('--from --ignorefile --timestamp --cache-ttl --cpp-flag --os-feature --os-version --hooks-dir'),
  ...spaced(
    '--cap-add --cap-drop --cgroup-parent --cgroupns --runtime --runtime-flag --ipc --pid --userns --uts',
  ),
  ...spaced('--userns-uid-map --userns-gid-map --userns-uid-map-user --userns-gid-map-group'),
  ...spaced('--cpu-period --cpu-quota -c --cpu-shares --cpuset-cpus --cpuset-mems --memory-swap'),
  ...spaced('--dns --dns-option --dns-search'),
];

const LOGIN_OPTIONS = spaced('-u --username -p --password --authfile --cert-dir --compat-auth-file --secret');

/** `podman push IMAGE [DESTINATION]`: the destination counts, and may have a transport. */
function pushes(args: Arguments): Found[] {
  const [image = '', destination] = args.positional;
  // Where nothing comes of it, the image goes where its own name says.
  if (destination !== undefined && isAllOpen(destination) && NO_TRANSPORT.test(image))
    return push(HOLE, { ...password(args.values), runs: 'unknown' });
  const target = withoutTransport(destination ?? image);
  return target === null ? [] : pushNeeding(args, target, { ...password(args.values), ...ofBoth(target) });
}

/** "Docker references with both a tag and digest are currently not supported" (containers/image, docker/docker_transport.go). */
function ofBoth(target: string): Partial<Found> {
  return /:[^/@]+@[^/]*$/.test(target) ? { refuses: 'tag-and-digest' } : {};
}

function pulls({ positional }: Arguments): Found[] {
  return fetched(withoutTransport(positional[0] ?? '') ?? undefined);
}

/** podman and buildah: `--creds`; skopeo: `--dest-creds`, or the two halves apart. */
function password(values: Arguments['values']): Partial<Found> {
  const own = {
    ...passwordOfPair(...values('--creds', '--dest-creds')),
    ...givenPassword(...values('--dest-password')),
  };
  if (values('--dest-registry-token').length > 0) return { ...own, mayBeConfigured: true };
  return values('--authfile', '--dest-authfile').length > 0 ? { ...own, mayBeConfigured: 'named' } : own;
}

/** skopeo: `--dest-no-creds` beside those. */
function credential({ values, has }: Arguments): Partial<Found> {
  return has('--dest-no-creds') ? { isAnonymous: true } : password(values);
}

/** A host, and what is there, as docker is told of an image. */
const NO_TRANSPORT = /^(?:[\w-]+(?:\.[\w-]+)+(?::\d+)?|localhost:\d+)\/./;

/** Another login than that of this machine, or none. */
const OTHER_SOURCE = spaced(
  '--authfile --src-creds --src-authfile --src-no-creds --src-username --src-password --src-registry-token',
);

const OTHER_LOGIN = spaced('--authfile --creds --username --password --registry-token');

function skopeoCopy(args: Arguments): Found[] {
  const [from] = args.positional;
  const to = secondOperand(args) ?? '';
  const read = args.has(...OTHER_SOURCE) || args.values(...OTHER_SOURCE).length > 0 ? pull : copied;
  const source = from?.startsWith('docker://') ? read(withoutTransport(from) ?? undefined) : [];
  // Of what nobody knows it may be any transport.
  if (isHole(to)) return [...source, ...push(HOLE, { ...credential(args), runs: 'unknown' })];
  // "Invalid destination name … unknown transport" (containers/image, transports/alltransports).
  if (NO_TRANSPORT.test(to))
    return [...source, ...push(to, { ...credential(args), refuses: 'no-transport' })];
  const bare = withoutTransport(to) ?? '';
  return to.startsWith('docker://')
    ? [...source, ...pushNeeding(args, bare, { ...credential(args), ...ofBoth(bare) })]
    : source;
}

/** `--src docker --dest docker SOURCE DESTINATION`: each image becomes DESTINATION/NAME, of a file of them any. */
function skopeoSync(args: Arguments): Found[] {
  const { positional, values, has } = args;
  const [source = '', destination] = positional.slice(-2);
  if (!values('--dest', '-d').includes('docker') || destination === undefined || has('--dry-run')) return [];
  const isOne = values('--src', '-s').includes('docker') && !has('--scoped') && !hasHole(source);
  // A word too many is an option, if anything: `${{ … && '--dry-run' || '' }}`.
  const isOpen = positional.slice(0, -2).some(isHole);
  return push(`${joinedFolder(destination)}/${isOne ? source.split('/').at(-1) : HOLE}`, {
    ...credential(args),
    ...(isOpen ? { runs: 'unknown' as const } : {}),
  });
}

const LOGIN = 'man podman-login(1), containers-auth.json(5)';

const SIGNS: readonly KnownCommand[] = [
  {
    words: ['login'],
    source: LOGIN,
    takes: LOGIN_OPTIONS,
    signs: {
      way: 'in',
      stores: ['containers'],
      file: '--authfile',
      wantsUser: true,
      takesOne: true,
      takesAddress: 'part',
      reads: 'lines',
    },
  },
  {
    words: ['logout'],
    source: LOGIN,
    takes: ['--authfile'],
    signs: { way: 'out', stores: ['containers'], takesAddress: 'part' },
  },
];

/** What podman and buildah have in common. */
function common(program: string): KnownCommand[] {
  const source = `man ${program}-push(1), ${program}-pull(1), podman-manifest-push(1)`;
  return [
    {
      words: ['push'],
      source,
      example: `${program} push app docker://ghcr.io/octo/app:1`,
      takes: OPTIONS,
      most: 2,
      finds: pushes,
      names: 'push',
    },
    {
      words: ['manifest', 'push'],
      source,
      example: `${program} manifest push app docker://ghcr.io/octo/app:1`,
      takes: OPTIONS,
      most: 2,
      finds: pushes,
      names: 'push',
    },
    { words: ['pull'], source, takes: OPTIONS, finds: pulls, names: 'pull' },
    {
      words: ['build|bud'],
      source: `man ${program}-build(1)`,
      takes: BUILD_OPTIONS,
      // `-t oci-archive:image.tar` is taken, too, whatever stands behind the transport.
      builds: (args) => builtNames(args).filter((each) => withoutTransport(each) === each),
    },
    ...tagCommands(`man ${program}-tag(1)`),
    ...SIGNS,
  ];
}

export const CONTAINERS: readonly Program[] = [
  {
    // The second is the one in Rockcraft's snap (documentation.ubuntu.com/rockcraft, skopeo).
    names: ['skopeo', 'rockcraft.skopeo'],
    client: 'containers',
    images: ['quay.io/skopeo/stable', 'quay.io/containers/skopeo'],
    options: spaced('--command-timeout --override-arch --override-os --policy --registries.d --tmpdir'),
    commands: [
      {
        words: ['copy'],
        source: 'man skopeo-copy(1)',
        example: 'skopeo copy docker://docker.io/library/x docker://ghcr.io/octo/app',
        takes: OPTIONS,
        most: 2,
        finds: skopeoCopy,
      },
      {
        words: ['inspect'],
        source: 'man skopeo-inspect(1)',
        takes: [...OPTIONS, '--username', '--password', '--registry-token', '--shared-blob-dir'],
        looksAt: ({ positional: [image = ''], has, values }) =>
          !image.startsWith('docker://') || has('--no-creds') || values(...OTHER_LOGIN).length > 0
            ? undefined
            : image.slice('docker://'.length),
      },
      {
        words: ['sync'],
        source: 'man skopeo-sync(1)',
        example: 'skopeo sync --src docker --dest docker docker.io/library/x ghcr.io/octo',
        takes: [...OPTIONS, '--src', '-s', '--dest', '-d'],
        finds: skopeoSync,
      },
      ...SIGNS,
    ],
    looks: ['inspect'],
    log: { name: 'skopeo', frame: /\bskopeo\b|FATA\[\d+\]|level=fatal/i },
    hidesLogins: 'no',
  },
  {
    names: ['buildah'],
    client: 'containers',
    options: spaced(
      '--cgroup-manager --registries-conf --registries-conf-dir --log-level --root --runroot --storage-driver --storage-opt',
    ),
    commands: [
      ...common('buildah'),
      {
        // Without a transport it stays on the machine.
        words: ['commit'],
        source: 'man buildah-commit(1)',
        example: 'buildah commit work docker://ghcr.io/octo/app:1',
        takes: [
          ...OPTIONS,
          ...spaced('--iidfile --manifest --timestamp --tmpdir --change --config --cw --sbom --unsetenv'),
        ],
        finds: (args) => (args.positional[1]?.startsWith('docker://') ? pushes(args) : []),
      },
    ],
    looks: ['inspect', 'manifest inspect'],
    log: { name: 'buildah', frame: /\bbuildah\b/i },
    hidesLogins: 'no',
  },
  {
    names: ['podman-compose'],
    client: 'containers',
    commands: [
      composeCommand(
        [],
        'https://github.com/containers/podman-compose: it calls podman push',
        'podman-compose push',
      ),
    ],
    log: { name: 'podman-compose', frame: /\bpodman-compose\b/ },
    hidesLogins: 'no',
  },
  {
    names: ['podman', 'podman-remote'],
    client: 'containers',
    options: spaced(
      '--connection -c --log-level --root --runroot --storage-driver --storage-opt --url --cgroup-manager --conmon ' +
        '--events-backend --hooks-dir --identity --namespace --network-config-dir --runtime --runtime-flag --ssh --tmpdir',
    ),
    commands: [
      ...common('podman'),
      composeCommand(
        ['compose'],
        'man podman-compose(1): podman-compose, or docker-compose on the socket of podman, which takes its own login where that has none',
        'podman compose push',
      ),
      {
        words: ['image', 'push'],
        source: 'man podman-push(1)',
        example: 'podman image push ghcr.io/octo/app',
        takes: OPTIONS,
        most: 2,
        finds: pushes,
        names: 'push',
      },
      {
        words: ['farm', 'build'],
        source: 'man podman-farm-build(1): what is built is pushed by the name that it is given',
        example: 'podman farm build -t ghcr.io/octo/app .',
        takes: spaced(
          '-t --tag -f --file --farm --platforms --build-arg --target --authfile --creds --label',
        ),
        finds: ({ values }) =>
          values('-t', '--tag').flatMap((each) => push(each, passwordOfPair(...values('--creds')))),
      },
      {
        words: ['artifact', 'push'],
        source: 'man podman-artifact-push(1)',
        example: 'podman artifact push ghcr.io/octo/app',
        takes: OPTIONS,
        most: 1,
        finds: pushes,
      },
      { words: ['image', 'pull'], source: 'man podman-pull(1)', takes: OPTIONS, finds: pulls, names: 'pull' },
    ],
    looks: ['inspect', 'image inspect', 'manifest inspect', 'image exists', 'manifest exists'],
    log: {
      name: 'podman',
      frame:
        /\bpodman\b|writing blob: |trying to reuse blob|initiating layer upload|authenticating creds for|Requesting bearer token/i,
    },
    hidesLogins: 'no',
  },
];
