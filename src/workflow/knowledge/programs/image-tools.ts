/** Programs of one trade each around images: they join, mirror, patch and convert them, or store models and kernels as such. */
import { recordOf } from '../../../evidence/json-text.js';
import { HOLE, hasHole } from '../../language/values.js';
import type { Arguments } from '../arguments.js';
import type { Found, Surroundings } from '../clients.js';
import type { Program } from '../program.js';
import { inFolder } from '../project-files/files.js';
import { yaml } from '../project-files/parsed.js';
import {
  copied,
  givenPassword,
  ociUrl,
  push,
  pushesFirst,
  repositoryOf,
  spaced,
} from '../transfers/transfers.js';

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

const ocFile = ({ values }: Arguments): Partial<Found> =>
  values('-a', '--registry-config').length > 0 ? { mayBeConfigured: true } : {};

/** `SOURCE TARGET…`, `SOURCE=TARGET …` */
function ocMirror(args: Arguments): Found[] {
  const { positional } = args;
  const pairs = positional.filter((each) => each.includes('='));
  const [source, ...targets] = pairs.length > 0 ? [] : positional;
  const both = pairs.map((each) => each.split('=', 2));
  return [
    ...[source, ...both.map(([from]) => from)].flatMap((each) => (isPlace(each) ? [] : copied(each))),
    ...[...targets, ...both.flatMap(([, to]) => to ?? [])].flatMap((each) =>
      isPlace(each) ? [] : push(each, ocFile(args)),
    ),
  ];
}

/** Of the disk, or of another kind of store: `file://x`, `s3://x`. */
function isPlace(name: string | undefined): boolean {
  return /^[a-z\d]+:\/\//.test(name ?? '');
}

// ------------------------------------------------------------------- copa

/** `-t` is a tag of the image that is patched, or a whole name; without it `-patched` stands behind the old one. */
function copa(args: Arguments): Found[] {
  const image = lastOf(args, '-i', '--image');
  if (!args.has('--push') || image === undefined) return [];
  const tag = lastOf(args, '-t', '--tag');
  return push(tag?.includes('/') ? tag : `${repositoryOf(image)}:${tag ?? HOLE}`);
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
    // What is in the registry by this tag is left there.
    return push(`${given ?? own}/${image ?? HOLE}:${HOLE}`, { runs: 'sometimes' });
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

/** A module goes below the registry of CUE_REGISTRY that has no pattern in front; without one to CUE's own. */
function cueModule(_: Arguments, { variable }: Surroundings): Found[] {
  const given = (variable('CUE_REGISTRY') ?? '').split(',').findLast((each) => !each.includes('='));
  const registry = given?.trim().replace(/\+.*$/s, '');
  return registry?.includes('.') ? push(`${registry}/${HOLE}:${HOLE}`) : [];
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
  log: { name, frame: new RegExp(`\\b${name} ${words.replace(/ .*$/, '')}\\b`) },
  hidesLogins: 'no',
  ...more,
});

/** Its login is one of its own, or docker's. */
const OWN_OR_DOCKERS = { mayBeConfigured: true } as const;

export const IMAGE_TOOLS: readonly Program[] = [
  {
    names: ['manifest-tool'],
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
        finds: (args) => push(lastOf(args, '--to'), ocFile(args)),
      },
      {
        words: ['adm', 'release', 'mirror'],
        source:
          'https://docs.redhat.com/en/documentation/openshift_container_platform, oc adm release mirror',
        example: 'oc adm release mirror 4.18.1 --to ghcr.io/octo/app',
        takes: OC_OPTIONS,
        finds: (args) => push(lastOf(args, '--to'), ocFile(args)),
      },
    ],
    log: { name: 'oc', frame: /\boc (?:image|adm)\b/ },
    // `oc registry login` writes docker's file.
    hidesLogins: /^registry$/,
  },
  one(
    'copa',
    'patch',
    'https://project-copacetic.github.io/copacetic/website/output',
    'copa patch -i ghcr.io/octo/app:1 -t 1-patched --push',
    '-i --image -t --tag -r --report -a --addr --timeout -f --format -o --output -s --scanner --platform',
    copa,
  ),
  one(
    'nydusify',
    'convert',
    'https://github.com/dragonflyoss/nydus/blob/master/docs/nydusify.md',
    'nydusify convert --source docker.io/library/x --target ghcr.io/octo/app:nydus',
    '--source --target --target-suffix --source-backend-type --build-cache --work-dir --nydus-image --platform',
    (args) => [...copied(lastOf(args, '--source')), ...push(lastOf(args, '--target'))],
  ),
  one(
    'cnab-to-oci',
    'push',
    'https://github.com/cnabio/cnab-to-oci#readme',
    'cnab-to-oci push bundle.json --target ghcr.io/octo/app:1',
    '--target -t --output --insecure-registries',
    (args) => push(lastOf(args, '-t', '--target')),
  ),
  // Without a name it is that of cog.yaml.
  one(
    'cog',
    'push',
    'https://github.com/replicate/cog/blob/main/docs/cli.md',
    'cog push ghcr.io/octo/app',
    '-f --file --progress --secret --separate-weights',
    ({ positional: [image] }, around) => push(image ?? written('cog.yaml', 'image', around)),
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
  one(
    'modctl',
    'push',
    'https://github.com/modelpack/modctl/blob/main/docs/getting-started.md',
    'modctl push ghcr.io/octo/app:1',
    '--concurrency --storage-dir --proxy',
    (args) => pushesFirst(args).map((found) => ({ ...found, ...OWN_OR_DOCKERS })),
  ),
  {
    names: ['kraft'],
    commands: [
      {
        words: ['pkg|package', 'push'],
        source: 'https://unikraft.org/docs/cli/reference/kraft/pkg/push',
        example: 'kraft pkg push ghcr.io/octo/app:1',
        takes: spaced('-M --as --format --runtime-dir --log-level --log-type'),
        finds: ({ positional: [image] }) => (/[/:]/.test(image ?? '') ? push(image, OWN_OR_DOCKERS) : []),
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
        finds: (args) => (args.has('--push') ? push(lastOf(args, '--image-name')) : []),
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
      return args.has('--push', '-p') ? push(`${host}/${below}/${HOLE}`.toLowerCase(), OWN_OR_DOCKERS) : [];
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
    ],
    log: { name: 'ostree', frame: /\bostree (?:compose|container)\b/ },
    hidesLogins: 'no',
  },
  one(
    'ocm',
    'transfer',
    'https://ocm.software/docs/reference/ocm-cli/ocm-transfer/: below the last operand, by the names of the components',
    'ocm transfer componentversions ctf ghcr.io/octo',
    '--lookup --repo --type -c --constraints --script --scriptFile --uploader',
    ({ positional }) =>
      push(ociUrl(positional.at(-1)) ?? positional.at(-1), { isPrefix: true, ...OWN_OR_DOCKERS }),
  ),
  one(
    'uds',
    'publish',
    'https://docs.defenseunicorns.com/core/reference/cli: a bundle, below the address',
    'uds publish bundle.tar.zst oci://ghcr.io/octo',
    '-k --signing-key --signing-key-password -a --architecture --oci-concurrency --version',
    ({ positional: [, address] }) => push(ociUrl(address) ?? address, { isPrefix: true }),
    // `uds run` runs tasks.
    { hidesLogins: /^(?:run|deploy|create)$/ },
  ),
  one(
    'kpm',
    'push',
    'https://www.kcl-lang.io/docs/tools/cli/package-management/command-reference/push',
    'kpm push oci://ghcr.io/octo/app',
    '--tar_path',
    ({ positional }) => push(ociUrl(positional[0]), OWN_OR_DOCKERS),
    { hidesLogins: /^(?:login|reg)$/ },
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
