/** Programs that make images in ways of their own, join, patch or convert them. */
import { HOLE, hasHole } from '../../../language/values.js';
import type { Arguments } from '../../arguments.js';
import type { Found, Surroundings } from '../../clients.js';
import type { Program } from '../../program.js';
import { copaImages } from '../../project-files/copa.js';
import { inFolder } from '../../project-files/files.js';
import { copied, givenPassword, push, repositoryOf, spaced } from '../../transfers/transfers.js';
import { isPlace, OWN_OR_DOCKERS, one, writtenText } from './shared.js';

// --------------------------------------------------------- manifest-tool

/** `push from-args --target NAME`, `push from-spec FILE`, whose `image` is the name; its own login stands in front of them. */
function manifestTool(args: Arguments, around: Surroundings): Found[] {
  const [verb, from, spec] = args.positional;
  if (verb !== 'push') return [];
  const isOfFile = from === 'from-spec' && spec !== undefined;
  const target = isOfFile ? (writtenText(spec, 'image', around) ?? HOLE) : args.last('--target');
  const ownFile = args.values('--docker-cfg').length > 0 ? { mayBeConfigured: true } : {};
  return push(target, { ...givenPassword(...args.values('--password')), ...ownFile });
}

// ------------------------------------------------------------------ copa

/** `-t` is a tag of the image that is patched, or a whole name; without it `-patched` stands behind the old one. */
function copa(args: Arguments, { file }: Surroundings): Found[] {
  if (!args.has('--push') || args.has('--dry-run')) return [];
  const config = args.last('--config');
  if (config !== undefined) {
    const listed = copaImages(file(config));
    // One without anything to patch is passed over.
    return listed?.flatMap((each) => push(each, { runs: 'sometimes' })) ?? push(HOLE);
  }
  const image = args.last('-i', '--image');
  if (image === undefined) return [];
  const tag = args.last('-t', '--tag');
  return push(tag?.includes('/') ? tag : `${repositoryOf(image)}:${tag ?? HOLE}`);
}

// -------------------------------------------------------------- nydusify

/** `--target`, or the source with a suffix behind it; not an archive on the disk. */
function nydusify(args: Arguments): Found[] {
  const [source, suffix] = [args.last('--source'), args.last('--target-suffix')];
  const target = args.last('--target') ?? (suffix === undefined ? undefined : `${source ?? HOLE}${suffix}`);
  return [source, target].flatMap((each, at) => {
    if (isPlace(each)) return [];
    return at === 0 ? copied(each) : push(each);
  });
}

// -------------------------------------------------------------- linuxkit

/** Each folder is a package, whose build.yml says what it is called; the tag is made of what is in it. */
function linuxkit(args: Arguments, around: Surroundings): Found[] {
  const given = args.last('-org', '--org');
  const name = args.last('-build-yml', '--build-yml') ?? 'build.yml';
  return args.positional.flatMap((folder) => {
    const path = inFolder(folder, name);
    const image = writtenText(path, 'image', around);
    // Without an organisation it is LinuxKit's own, at Docker Hub.
    const own = image === undefined ? HOLE : (writtenText(path, 'org', around) ?? 'docker.io/linuxkit');
    const org = given ?? own;
    const below = org.includes('.') || hasHole(org) ? org : `docker.io/${org}`;
    // What is in the registry by this tag is left there.
    return push(`${below}/${image ?? HOLE}:${HOLE}`, { runs: 'sometimes' });
  });
}

// ----------------------------------------------------------------- nuctl

/** What an image without `--image` is called, each version says otherwise; without a registry it stays on the machine. */
function nuctl(args: Arguments, { variable }: Surroundings): Found[] {
  const registry = args.last('-r', '--registry') ?? variable('NUCTL_REGISTRY');
  const image = args.last('-i', '--image') ?? HOLE;
  // One that is built already is only deployed.
  if (!registry || args.last('--run-image') !== undefined) return [];
  return push(`${registry.replace(/\/+$/, '')}/${image}`, { mayBeConfigured: true });
}

export const IMAGE_MAKERS: readonly Program[] = [
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
        elsewhere: /\bmanifest-tool\b.{0,200}\bfrom-spec\b/,
      },
    ],
    log: { name: 'manifest-tool', frame: /\bmanifest-tool\b/ },
    hidesLogins: 'no',
  },
  one(
    'copa',
    'patch',
    'https://project-copacetic.github.io/copacetic/website/output',
    'copa patch -i ghcr.io/octo/app:1 -t 1-patched --push',
    '-i --image -t --tag --config -r --report -a --addr --timeout -f --format -o --output -s --scanner --platform',
    copa,
    { elsewhere: /\bcopa\s+patch\b/ },
  ),
  one(
    'nuctl',
    'build|bu|deploy',
    'https://docs.nuclio.io/en/stable/reference/nuctl/nuctl.html; github.com/nuclio/nuclio, pkg/nuctl/command',
    'nuctl build app --path . --registry ghcr.io/octo',
    '-p --path -f --file -i --image -r --registry --run-image --run-registry --runtime --handler -n --namespace --platform ' +
      '--build-command --base-image -e --env -l --labels --project-name --triggers --resource-limit --resource-request ' +
      '--source --onbuild-image --build-runtime-attrs --build-code-entry-attrs --code-entry-type --output-image-file ' +
      '--desc --annotations --nodeSelector --nodeName --priorityClassName --preemptionPolicy --replicas --min-replicas ' +
      '--max-replicas --run-as-user --run-as-group --fsgroup --target-cpu --data-bindings --http-trigger-service-type ' +
      '--platform-config --runtime-attrs --readiness-timeout --volume --logger-level --input-image-file --output-file ' +
      '-k --kubeconfig',
    nuctl,
    { elsewhere: /\bnuctl\s+(?:bu(?:ild)?|deploy)\b/ },
  ),
  one(
    'nydusify',
    'convert|copy',
    'https://github.com/dragonflyoss/nydus/blob/master/docs/nydusify.md',
    'nydusify convert --source docker.io/library/x --target ghcr.io/octo/app:nydus',
    '--source --target --target-suffix --source-backend-type --build-cache --work-dir --nydus-image --platform',
    nydusify,
  ),
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
          return args.has('--push') ? push(args.last('--image-name'), given ? { password } : {}) : [];
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
    {
      log: { name: 'linuxkit', frame: /\blinuxkit pkg\b/ },
      followsProject: true,
      elsewhere: /\blinuxkit\s+pkg\s+push\b/,
    },
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
        args.last('--registry') ?? (variable('BB_REGISTRY') || 'ghcr.io'),
        args.last('--registry-namespace') ?? (variable('BB_REGISTRY_NAMESPACE') || HOLE),
      ];
      const password = args.last('-P', '--password') || variable('BB_PASSWORD');
      const own = password ? { password } : OWN_OR_DOCKERS;
      return args.has('--push', '-p') ? push(`${host}/${below}/${HOLE}`.toLowerCase(), own) : [];
    },
    { followsProject: true, elsewhere: /\bbluebuild\s+build\b/ },
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
          args.last('--format') === 'registry'
            ? push(args.positional[1], args.values('--authfile').length > 0 ? OWN_OR_DOCKERS : {})
            : [],
      },
    ],
    log: { name: 'ostree', frame: /\bostree (?:compose|container)\b/ },
    hidesLogins: 'no',
  },
];
