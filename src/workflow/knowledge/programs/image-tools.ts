/** Programs of one trade each around images: they join, mirror, patch and convert them, or store models and kernels as such. */
import { recordOf } from '../../../evidence/json-text.js';
import { HOLE, hasHole } from '../../language/values.js';
import type { Arguments } from '../arguments.js';
import type { Found, Surroundings } from '../clients.js';
import type { Program } from '../program.js';
import { inFolder } from '../project-files/files.js';
import { yaml } from '../project-files/parsed.js';
import { copied, givenPassword, push, pushesFirst, repositoryOf, spaced } from '../transfers/transfers.js';

const lastOf = ({ values }: Arguments, ...names: string[]): string | undefined => values(...names).at(-1);

/** A text of a file of the project. */
function written(path: string, name: string, { file }: Surroundings): string | undefined {
  const text = file(path);
  const value = text === null ? undefined : recordOf(yaml(text))?.[name];
  return typeof value === 'string' ? value : undefined;
}

// ----------------------------------------------------------- manifest-tool

/** `push from-args --target NAME`, `push from-spec FILE`, whose `image` is the name; its own login stands in front of them. */
function manifestTool(args: Arguments, around: Surroundings): Found[] {
  const [verb, from, spec] = args.positional;
  if (verb !== 'push') return [];
  const isOfFile = from === 'from-spec' && spec !== undefined;
  const target = isOfFile ? (written(spec, 'image', around) ?? HOLE) : lastOf(args, '--target');
  const ownFile = args.values('--docker-cfg').length > 0 ? { mayBeConfigured: true } : {};
  return push(target, { ...givenPassword(...args.values('--password')), ...ownFile });
}

// --------------------------------------------------------------------- oc

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

/** Of the disk, or of another kind of store: `file://x`, `s3://x`. */
function isPlace(name: string | undefined): boolean {
  return /^[a-z\d]+:\/\//.test(name ?? '');
}

// ------------------------------------------------------------------- copa

/** `-t` is a tag of the image that is patched, or a whole name; without it `-patched` stands behind the old one. */
function copa(args: Arguments): Found[] {
  if (!args.has('--push')) return [];
  // A file of many images says where each of them goes.
  if (args.values('--config').length > 0) return push(HOLE);
  const image = lastOf(args, '-i', '--image');
  if (image === undefined) return [];
  const tag = lastOf(args, '-t', '--tag');
  return push(tag?.includes('/') ? tag : `${repositoryOf(image)}:${tag ?? HOLE}`);
}

// ---------------------------------------------------------------- nydusify

/** `--target`, or the source with a suffix behind it; not an archive on the disk. */
function nydusify(args: Arguments): Found[] {
  const [source, suffix] = [lastOf(args, '--source'), lastOf(args, '--target-suffix')];
  const target =
    lastOf(args, '--target') ?? (suffix === undefined ? undefined : `${source ?? HOLE}${suffix}`);
  return [source, target].flatMap((each, at) => {
    if (isPlace(each)) return [];
    return at === 0 ? copied(each) : push(each);
  });
}

// -------------------------------------------------------------------- cog

/** Without a name it is that of cog.yaml, or of another file that is told. */
function cog(args: Arguments, around: Surroundings): Found[] {
  const [given] = args.positional;
  const path = lastOf(args, '-f', '--file') ?? 'cog.yaml';
  if (given === undefined && around.file(path) === null) return push(`${HOLE}/${HOLE}`, { runs: 'unknown' });
  return push(given ?? written(path, 'image', around));
}

// -------------------------------------------------------------------- ocm

/** Of what a transport archive holds each component goes below the address; an artifact gets the name that stands there. */
function ocm(args: Arguments): Found[] {
  const [kind = '', ...operands] = args.positional;
  const address = operands.length > 1 ? operands.at(-1) : undefined;
  // `OCIRegistry::https://ghcr.io/octo`
  const target = address?.replace(/^\w+::/, '').replace(/^(?:https?|oci):\/\//i, '');
  // An archive or a folder of the disk.
  const isHere = target?.startsWith('.') || !/^(?:[^/]+\.|localhost)/.test(target?.split('/', 1)[0] ?? '');
  if (isHere && !hasHole(target ?? '')) return [];
  const isNamed = /^a(?:rt.*)?$/.test(kind) && !args.has('-R', '--repo-name');
  return push(target, { ...(isNamed ? {} : { isPrefix: true }), ...OWN_OR_DOCKERS });
}

// --------------------------------------------------------------- linuxkit

/** Each folder is a package, whose build.yml says what it is called; the tag is made of what is in it. */
function linuxkit(args: Arguments, around: Surroundings): Found[] {
  const given = lastOf(args, '-org', '--org');
  const name = lastOf(args, '-build-yml', '--build-yml') ?? 'build.yml';
  return args.positional.flatMap((folder) => {
    const path = inFolder(folder, name);
    const image = written(path, 'image', around);
    // Without an organisation it is LinuxKit's own, at Docker Hub.
    const own = image === undefined ? HOLE : (written(path, 'org', around) ?? 'docker.io/linuxkit');
    const org = given ?? own;
    const below = org.includes('.') || hasHole(org) ? org : `docker.io/${org}`;
    // What is in the registry by this tag is left there.
    return push(`${below}/${image ?? HOLE}:${HOLE}`, { runs: 'sometimes' });
  });
}

// --------------------------------------------------------------- Homebrew

const BREW_TAKES = spaced(
  '--root-url --root-url-using --tap --branch-okay --artifact --artifact-pattern --committer --message --workflows ' +
    '--ignore-missing-artifacts --upload-folder --bottle-tag',
);

/**
 * Bottles go to GitHub Packages where the address of their root, or the token, says so: each formula below the tap. Nothing else logs
 * in for it.
 */
function bottles(args: Arguments, { variable }: Surroundings): Found[] {
  const root = lastOf(args, '--root-url');
  const tap = /^https:\/\/(ghcr\.io)\/v2\/(.+?)\/*$/
    .exec(root ?? '')
    ?.slice(1)
    .join('/');
  const token = variable('HOMEBREW_GITHUB_PACKAGES_TOKEN') || null;
  const isElsewhere = root !== undefined && tap === undefined && !hasHole(root);
  if (args.has('--no-upload', '--dry-run', '-n') || isElsewhere) return [];
  if (tap === undefined && token === null) return [];
  const own = token === null ? { mayBeConfigured: true } : { password: token };
  return push(`${tap ?? `ghcr.io/${HOLE}`}/${HOLE}`, own);
}

// -------------------------------------------------------------------- CUE

/**
 * A module goes below the registry of CUE_REGISTRY that has the longest beginning of its path in front, else below that with nothing in
 * front; without one to CUE's own.
 */
function cueModule(_: Arguments, { variable, file }: Surroundings): Found[] {
  const [, path] = /^\s*module:\s*"([^"@]+)/m.exec(file('cue.mod/module.cue') ?? '') ?? [];
  const given = (variable('CUE_REGISTRY') ?? '').split(',').map((each): [string, string] => {
    const at = each.indexOf('=');
    return [
      each.slice(0, Math.max(0, at)).trim(),
      each
        .slice(at + 1)
        .trim()
        .replace(/\+.*$/s, ''),
    ];
  });
  const mayBe = ([beginning]: [string, string]) =>
    path === undefined || beginning === '' || `${path}/`.startsWith(`${beginning}/`);
  const found = given.filter(mayBe).sort(([one], [other]) => other.length - one.length);
  // Where nobody reads what it is called, it may be below any of them, or at CUE's own.
  const isOpen = path === undefined && found.some(([beginning]) => beginning !== '');
  const runs = isOpen ? 'unknown' : 'yes';
  return found
    .slice(0, path === undefined ? undefined : 1)
    .flatMap(([, registry]) => (registry.includes('.') ? push(`${registry}/${HOLE}:${HOLE}`, { runs }) : []));
}

/** A command whose first operand, or last, is the image that it pushes. */
const one = (
  name: string,
  words: string,
  source: string,
  example: string,
  takes: string,
  finds: (args: Arguments, around: Surroundings) => Found[],
  more: Partial<Program> = {},
): Program => ({
  names: [name],
  commands: [{ words: spaced(words), source, example, takes: spaced(takes), finds }],
  log: { name, frame: new RegExp(`\\b${name} (?:${words.replace(/ .*$/, '')})\\b`) },
  hidesLogins: 'no',
  ...more,
});

/** Its login is one of its own, or docker's. */
const OWN_OR_DOCKERS = { mayBeConfigured: true } as const;

export const IMAGE_TOOLS: readonly Program[] = [
  {
    names: ['manifest-tool'],
    images: ['mplatform/manifest-tool'],
    commands: [
      {
        words: [],
        source: 'https://github.com/estesp/manifest-tool#readme',
        example:
          'manifest-tool push from-args --platforms linux/amd64 --template ghcr.io/octo/app-ARCH --target ghcr.io/octo/app',
        takes: spaced('--username --password --docker-cfg --platforms --template --target --tags --type'),
        finds: manifestTool,
      },
    ],
    log: { name: 'manifest-tool', frame: /\bmanifest-tool\b/ },
    hidesLogins: 'no',
  },
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
        finds: (args) => ocPush(args, lastOf(args, '--to')),
      },
      {
        words: ['adm', 'release', 'mirror'],
        source:
          'https://docs.redhat.com/en/documentation/openshift_container_platform, oc adm release mirror',
        example: 'oc adm release mirror 4.18.1 --to ghcr.io/octo/app',
        takes: OC_OPTIONS,
        finds: (args) => ocPush(args, lastOf(args, '--to')),
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
      {
        words: ['mirror'],
        source:
          'https://docs.redhat.com/en/documentation/openshift_container_platform, oc-mirror plugin: each image below the address, or an archive on the disk',
        example: 'oc mirror --config imageset.yaml docker://ghcr.io/octo',
        takes: spaced(
          '-c --config --from --authfile --workspace --cache-dir --log-level --dest-tls-verify --since',
        ),
        finds: (args) =>
          args.positional
            .filter((each) => each.startsWith('docker://'))
            .flatMap((each) => ocPush(args, each.slice('docker://'.length), { isPrefix: true })),
      },
    ],
    log: { name: 'oc', frame: /\boc (?:image|adm|mirror)\b/ },
    // `oc registry login` writes docker's file.
    hidesLogins: /^registry$/,
  },
  one(
    'copa',
    'patch',
    'https://project-copacetic.github.io/copacetic/website/output',
    'copa patch -i ghcr.io/octo/app:1 -t 1-patched --push',
    '-i --image -t --tag --config -r --report -a --addr --timeout -f --format -o --output -s --scanner --platform',
    copa,
  ),
  one(
    'nydusify',
    'convert|copy',
    'https://github.com/dragonflyoss/nydus/blob/master/docs/nydusify.md',
    'nydusify convert --source docker.io/library/x --target ghcr.io/octo/app:nydus',
    '--source --target --target-suffix --source-backend-type --build-cache --work-dir --nydus-image --platform',
    nydusify,
  ),
  one(
    'cnab-to-oci',
    'push|fixup',
    'https://github.com/cnabio/cnab-to-oci#readme: both copy the images of a bundle',
    'cnab-to-oci push bundle.json --target ghcr.io/octo/app:1',
    '--target -t --output --insecure-registries',
    (args) => push(lastOf(args, '-t', '--target')),
  ),
  one(
    'cog',
    'push',
    'https://github.com/replicate/cog/blob/main/docs/cli.md',
    'cog push ghcr.io/octo/app',
    '-f --file --progress --secret --openapi-schema --use-cuda-base-image',
    cog,
    { hasOwnDefault: true, isAsWritten: true },
  ),
  one(
    'kit',
    'push',
    'https://kitops.org/docs/cli/cli-reference/#kit-push: a model is copied to the second name, where there are two',
    'kit push ghcr.io/octo/app:1',
    '--config --log-level --progress --proxy --cert --key --concurrency',
    ({ positional }) => push(positional.at(-1), OWN_OR_DOCKERS),
  ),
  {
    names: ['modctl'],
    commands: [
      {
        words: ['push'],
        source: 'https://github.com/modelpack/modctl/blob/main/docs/getting-started.md',
        example: 'modctl push ghcr.io/octo/app:1',
        takes: spaced('--concurrency --storage-dir --proxy'),
        finds: ({ positional: [name] }) => push(name, OWN_OR_DOCKERS),
      },
      {
        words: ['build|attach'],
        source:
          'https://github.com/modelpack/modctl/blob/main/docs/getting-started.md: past the machine’s own store',
        example: 'modctl build -t ghcr.io/octo/app:1 -f Modelfile . --output-remote',
        takes: spaced('-t --target -s --source -f --modelfile --concurrency --storage-dir --proxy'),
        finds: (args) =>
          args.has('--output-remote') ? push(lastOf(args, '-t', '--target'), OWN_OR_DOCKERS) : [],
      },
    ],
    log: { name: 'modctl', frame: /\bmodctl (?:push|build|attach)\b/ },
    hidesLogins: 'no',
  },
  {
    names: ['kraft'],
    commands: [
      {
        words: ['pkg|package', 'push'],
        source: 'https://unikraft.org/docs/cli/reference/kraft/pkg/push',
        example: 'kraft pkg push ghcr.io/octo/app:1',
        takes: spaced('-M --as --format --runtime-dir --log-level --log-type'),
        // Without a name it is that of a project.
        finds: ({ positional: [image = ''] }) =>
          push(/^[^./].*[/:]/.test(image) ? image : HOLE, OWN_OR_DOCKERS),
      },
      {
        words: ['pkg|package'],
        source: 'https://unikraft.org/docs/cli/reference/kraft/pkg',
        example: 'kraft pkg --name ghcr.io/octo/app:1 --push .',
        takes: spaced(
          '-n --name --plat --arch -m --target --as --format --runtime --rootfs -K --kraftfile --strategy',
        ),
        finds: (args) => (args.has('--push', '-P') ? push(lastOf(args, '-n', '--name'), OWN_OR_DOCKERS) : []),
      },
    ],
    followsProject: true,
    log: { name: 'kraft', frame: /\bkraft (?:pkg|package)\b/ },
    hidesLogins: /^(?:login|run|cloud)$/,
  },
  {
    names: ['repo2docker', 'jupyter-repo2docker'],
    commands: [
      {
        words: [],
        source: 'https://repo2docker.readthedocs.io/en/latest/usage/#command-line-api',
        example: 'repo2docker --push --image-name ghcr.io/octo/app:1 --no-run .',
        takes: spaced(
          '--image-name --ref --config --subdir --target-repo-dir --user-id --user-name -e --env -v --volume --cache-from --engine',
        ),
        finds: (args, { variable }) => {
          const given = variable('CONTAINER_ENGINE_REGISTRY_CREDENTIALS');
          const [, password = HOLE] = /"password"\s*:\s*"([^"]*)"/.exec(given ?? '') ?? [];
          return args.has('--push') ? push(lastOf(args, '--image-name'), given ? { password } : {}) : [];
        },
      },
    ],
    log: { name: 'repo2docker', frame: /\brepo2docker\b/ },
    hidesLogins: 'no',
  },
  one(
    'linuxkit',
    'pkg push',
    'https://github.com/linuxkit/linuxkit/blob/master/docs/packages.md',
    'linuxkit pkg push -org ghcr.io/octo pkg/app',
    '-org --org -tag --tag -hash --hash -build-yml --build-yml -hash-path --hash-path -hash-commit --hash-commit -platforms --platforms ' +
      '-builders --builders -cache --cache -builder-image --builder-image -release --release -build-arg-file --build-arg-file',
    linuxkit,
    { log: { name: 'linuxkit', frame: /\blinuxkit pkg\b/ }, followsProject: true },
  ),
  one(
    'sealos',
    'push',
    'https://sealos.io/docs/k8s/reference/sealos/commands/push',
    'sealos push ghcr.io/octo/app:1',
    '--authfile --cert-dir --creds --compression-format -f --format --digestfile',
    (args) => pushesFirst(args).map((found) => ({ ...found, ...OWN_OR_DOCKERS })),
    { hidesLogins: /^(?:login|run)$/ },
  ),
  one(
    'nsc',
    'build',
    'https://namespace.so/docs/reference/cli/build',
    'nsc build . -t ghcr.io/octo/app:1 --push',
    '-n --name -t --tag -f --file -p --platform --build-arg --secret --ssh --output-local --target --metadata-file',
    (args) => (args.has('--push') ? args.values('-t', '--tag').flatMap((each) => push(each)) : []),
    { hidesLogins: /^(?:run|docker|login|auth|exec)$/ },
  ),
  one(
    'bluebuild',
    'build',
    'https://github.com/blue-build/cli#readme: below the namespace by the name in the recipe, with a login of its own where one is told',
    'bluebuild build --push --registry ghcr.io --registry-namespace octo recipes/recipe.yml',
    '--registry --registry-namespace -U --username -P --password -B --build-driver -S --signing-driver --archive -C --compression-format ' +
      '--retry-count --platform --tempdir',
    (args, { variable }) => {
      const [host, below] = [
        lastOf(args, '--registry') ?? (variable('BB_REGISTRY') || 'ghcr.io'),
        lastOf(args, '--registry-namespace') ?? (variable('BB_REGISTRY_NAMESPACE') || HOLE),
      ];
      const password = lastOf(args, '-P', '--password') || variable('BB_PASSWORD');
      const own = password ? { password } : OWN_OR_DOCKERS;
      return args.has('--push', '-p') ? push(`${host}/${below}/${HOLE}`.toLowerCase(), own) : [];
    },
    { followsProject: true },
  ),
  {
    names: ['rpm-ostree', 'ostree'],
    client: 'containers',
    commands: [
      {
        words: ['compose|container', 'container-encapsulate|encapsulate'],
        source: 'https://coreos.github.io/rpm-ostree/container/: skopeo pushes it',
        example: 'ostree container encapsulate --repo=repo ref docker://ghcr.io/octo/app:1',
        takes: spaced(
          '--repo --label -l --authfile --cmd --format-version --max-layers --copymeta --image-config',
        ),
        finds: (args) =>
          args.positional.flatMap((each) => {
            const [, image] = /^(?:docker:\/\/|registry:)(.+)$/s.exec(each) ?? [];
            return push(image, args.values('--authfile').length > 0 ? OWN_OR_DOCKERS : {});
          }),
      },
      {
        words: ['compose', 'image'],
        source:
          'https://coreos.github.io/rpm-ostree/container/#creating-base-images: an archive, unless it is told a registry',
        example: 'rpm-ostree compose image --format=registry fedora.yaml ghcr.io/octo/app:1',
        takes: spaced(
          '--format --cachedir --layer-repo --authfile --label -l --max-layers --copy-retry-times --initialize-mode ' +
            '--source-root --lockfile --image-config --touch-if-changed --previous-build-manifest -o --output',
        ),
        finds: (args) =>
          lastOf(args, '--format') === 'registry'
            ? push(args.positional[1], args.values('--authfile').length > 0 ? OWN_OR_DOCKERS : {})
            : [],
      },
    ],
    log: { name: 'ostree', frame: /\bostree (?:compose|container)\b/ },
    hidesLogins: 'no',
  },
  one(
    'ocm',
    'transfer',
    'https://ocm.software/docs/reference/ocm-cli/ocm-transfer/: below the last operand, by the names of the components',
    'ocm transfer componentversions ctf ghcr.io/octo',
    '--lookup --repo --type -t -c --constraints -s --script --scriptFile --uploader --upload-as',
    ocm,
  ),
  {
    names: ['cue'],
    commands: [
      {
        words: ['mod', 'publish'],
        source:
          'https://cuelang.org/docs/reference/modules/: CUE_REGISTRY; https://cuelang.org/docs/reference/command/cue-help-registryconfig/',
        example: 'CUE_REGISTRY=ghcr.io/octo cue mod publish v0.1.0',
        takes: [],
        finds: cueModule,
      },
    ],
    log: { name: 'cue', frame: /\bcue mod\b/ },
    hidesLogins: /^(?:cmd|login)$/,
  },
  {
    names: ['brew'],
    commands: [
      {
        words: ['pr-pull|pr-upload'],
        source: 'https://docs.brew.sh/Manpage, pr-pull, pr-upload; Library/Homebrew/github_packages.rb',
        example: 'brew pr-upload --root-url=https://ghcr.io/v2/octo/app',
        takes: BREW_TAKES,
        finds: bottles,
        elsewhere: /HOMEBREW_GITHUB_PACKAGES_TOKEN/,
      },
    ],
    log: { name: 'brew', frame: /\bbrew pr-(?:pull|upload)\b/ },
    hidesLogins: 'no',
  },
];
