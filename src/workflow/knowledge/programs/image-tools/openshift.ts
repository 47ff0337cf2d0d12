/** `oc`, which mirrors images and appends to them (Red Hat: OpenShift CLI). */
import { HOLE, hasHole } from '../../../language/values.js';
import type { Arguments } from '../../arguments.js';
import type { Found } from '../../clients.js';
import type { KnownCommand, Program } from '../../program.js';
import { copied, push, spaced } from '../../transfers/transfers.js';
import { isPlace } from './shared.js';

const OC_OPTIONS = spaced(
  '-a --registry-config --filter-by-os --from-dir --to-dir -f --filename --dir --max-per-registry --max-registry ' +
    '--from --to --to-image --to-release-image --image --meta --release-image-signature-to-dir --mirror-path --manifests',
);

/** With the file of logins that it is told of; nothing where it only says what it would do. */
function ocPush(args: Arguments, target: string | undefined, rest: Partial<Found> = {}): Found[] {
  if (args.has('--dry-run') || isPlace(target)) return [];
  const { values } = args;
  const own = values('-a', '--registry-config').length > 0 ? { mayBeConfigured: true } : {};
  const isOpen = values('--dry-run').some(hasHole);
  return push(target, { ...rest, ...own, ...(isOpen ? { runs: 'unknown' as const } : {}) });
}

/** `SOURCE TARGET…`, `SOURCE=TARGET …`, or a file of such pairs. */
function ocMirror(args: Arguments): Found[] {
  const { positional } = args;
  if (args.values('-f', '--filename').length > 0) return ocPush(args, HOLE);
  if (args.has('--dry-run')) return [];
  const pairs = positional.filter((each) => each.includes('='));
  const [source, ...targets] = pairs.length > 0 ? [] : positional;
  const both = pairs.map((each) => each.split('=', 2));
  return [
    ...[source, ...both.map(([from]) => from)].flatMap((each) => (isPlace(each) ? [] : copied(each))),
    ...[...targets, ...both.flatMap(([, to]) => to ?? [])].flatMap((each) => ocPush(args, each)),
  ];
}

/** What deletes images, lists them, or says a version, writes none (github.com/openshift/oc-mirror, internal/pkg/cli). */
const OTHER_COMMANDS = new Set(['delete', 'list', 'version', 'describe', 'init', 'completion', 'help']);

/** The plugin, which is also called by the name of its file. */
function mirrorPlugin(name: string, words: readonly string[]): KnownCommand {
  return {
    words,
    source:
      'https://docs.redhat.com/en/documentation/openshift_container_platform, oc-mirror plugin: each image below the address, or an archive on the disk',
    example: `${name} --config imageset.yaml docker://ghcr.io/octo`,
    takes: spaced(
      '-c --config --from --authfile --workspace --cache-dir --log-level --since -p --port --parallel-layers ' +
        '--parallel-images --policy --registries.d --image-timeout --max-nested-paths --rootless-storage-path ' +
        '--retry-times --retry-delay',
    ),
    finds: (args) =>
      args.positional
        .filter((each) => each.startsWith('docker://') && !OTHER_COMMANDS.has(args.positional[0] ?? ''))
        .flatMap((each) => ocPush(args, each.slice('docker://'.length), { isPrefix: true })),
  };
}

export const OC_PROGRAMS: readonly Program[] = [
  {
    // Podman's file, then docker's (github.com/openshift/oc pkg/cli/image/manifest/dockercredentials).
    names: ['oc'],
    client: 'containers',
    commands: [
      {
        words: ['image', 'mirror'],
        source: 'https://docs.redhat.com/en/documentation/openshift_container_platform, oc image mirror',
        example: 'oc image mirror docker.io/library/x:1 ghcr.io/octo/app:1',
        takes: OC_OPTIONS,
        finds: ocMirror,
      },
      {
        words: ['image', 'append'],
        source: 'https://docs.redhat.com/en/documentation/openshift_container_platform, oc image append',
        example: 'oc image append --from docker.io/library/x --to ghcr.io/octo/app:1 layer.tar.gz',
        takes: OC_OPTIONS,
        finds: (args) => ocPush(args, args.last('--to')),
      },
      {
        words: ['adm', 'release', 'mirror'],
        source:
          'https://docs.redhat.com/en/documentation/openshift_container_platform, oc adm release mirror',
        example: 'oc adm release mirror 4.18.1 --to ghcr.io/octo/app',
        takes: OC_OPTIONS,
        finds: (args) => ocPush(args, args.last('--to')),
      },
      {
        words: ['adm', 'catalog', 'mirror'],
        source:
          'https://docs.redhat.com/en/documentation/openshift_container_platform, oc adm catalog mirror: each image below the address',
        example: 'oc adm catalog mirror quay.io/acme/index:1 ghcr.io/octo',
        takes: OC_OPTIONS,
        finds: (args) =>
          args.has('--manifests-only') ? [] : ocPush(args, args.positional[1], { isPrefix: true }),
      },
      mirrorPlugin('oc mirror', ['mirror']),
    ],
    log: { name: 'oc', frame: /\boc (?:image|adm|mirror)\b/ },
    // `oc registry login` writes docker's file.
    hidesLogins: /^registry$/,
  },
  {
    names: ['oc-mirror'],
    client: 'containers',
    commands: [mirrorPlugin('oc-mirror', [])],
    log: { name: 'oc-mirror', frame: /\boc-mirror\b/ },
    hidesLogins: 'no',
  },
];
