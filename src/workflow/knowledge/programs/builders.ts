/** Programs that build an image and push it in one go: kaniko, ko, goreleaser, .NET, pack. */
import { HOLE, hasHole } from '../../language/values.js';
import type { Arguments } from '../arguments.js';
import type { Found, Surroundings } from '../clients.js';
import type { Program } from '../program.js';
import { projectProperty } from '../project-files/dotnet-project.js';
import { goreleaserFound } from '../transfers/goreleaser.js';
import { property } from '../transfers/jvm-builds.js';
import { fallbackOf, namedByOptions, push, spaced } from '../transfers/transfers.js';

// ---------------------------------------------------------------------- ko

const KO_OPTIONS = [
  ...spaced('--platform -t --tags --image-refs --image-label --image-annotation -j --jobs'),
  ...spaced('--sbom --sbom-dir --tarball --oci-layout-path --base-image --debug-flags --ldflags'),
];

/** `ko build` pushes to KO_DOCKER_REPO unless told otherwise. */
function koBuild(args: Arguments, around: Surroundings): Found[] {
  // Without it ko ends with an error; who has set it, nobody may have seen.
  const repository = around.variable('KO_DOCKER_REPO') || HOLE;
  if (args.has('--local', '-L') || args.values('--push').includes('false')) return [];
  if (args.values('--push').some(hasHole) || repository === 'ko.local' || repository === 'kind.local')
    return [];
  // The first of these that is set (pkg/commands/options/publish.go).
  // Of what the manifests name (`ko resolve -f`), or of a command without a path, the module decides.
  const paths = args.positional.length > 0 ? args.positional : ['.'];
  const images = args.has('--base-import-paths', '-B')
    ? paths.map((path) => `${repository}/${lastFolder(path)}`)
    : [args.has('--bare') ? repository : `${repository}/${HOLE}`];
  // ko's keychain takes GITHUB_TOKEN of the environment for ghcr.io (pkg/commands/config.go).
  return images.flatMap((image) => push(image, fallbackOf(around, 'GITHUB_TOKEN')));
}

/** `./cmd/app` is `app`; of `.` and `./...` the module decides, which is not read. */
function lastFolder(path: string): string {
  const name = path.replace(/\/+$/, '').split('/').at(-1) ?? '';
  return /^\.*$/.test(name) || hasHole(name) ? HOLE : name;
}

// ------------------------------------------------------------------- .NET

/** `dotnet publish -t:PublishContainer` pushes where ContainerRegistry is set, else it loads. */
function dotnet({ words: said }: Arguments, around: Surroundings): Found[] {
  const isContainer =
    said.some((each) => /^[-/]{1,2}t(?:arget)?:.*PublishContainer/i.test(each)) ||
    property(said, 'PublishProfile') === 'DefaultContainer';
  if (!isContainer) return [];
  const told = (name: string) => property(said, name) ?? projectProperty(said, name, around);
  const registry = told('ContainerRegistry');
  if (!registry) return [];
  return push(`${registry}/${told('ContainerRepository') ?? told('ContainerImageName') ?? HOLE}:${HOLE}`);
}

// ------------------------------------------------------------ kaniko and pack

/** The kaniko executor pushes to every --destination. What it fails to store in its cache is a warning. */
/** A word that is none of dotnet's own commands is a tool or a program, which may do anything (learn.microsoft.com: dotnet command). */
const OTHER_THAN_DOTNETS =
  /^(?!(?:-.*|build|build-server|clean|dev-certs|format|help|list|migrate|msbuild|new|nuget|pack|package|publish|reference|remove|add|restore|sdk|sln|solution|store|test|tool|user-secrets|vstest|workload)?$)/;

function kaniko(args: Arguments): Found[] {
  if (args.has('--no-push')) return [];
  return namedByOptions(args, args.values('--destination', '-d')).flatMap((each) => push(each));
}

const PACK_OPTIONS = [
  ...spaced('-b --buildpack -B --builder -e --env --env-file -p --path -t --tag -v --volume --network'),
  ...spaced('--cache --cache-image --descriptor -d --default-process -D --docker-host --platform'),
  ...spaced('--pull-policy -r --run-image --lifecycle-image --gid --uid --workspace --report-output-dir'),
];

/** `pack build IMAGE --publish` pushes, else it loads into the daemon. */
function pack(args: Arguments): Found[] {
  if (!args.has('--publish')) return [];
  return [...args.positional.slice(0, 1), ...args.values('-t', '--tag')].flatMap((each) => push(each));
}

export const BUILDERS: readonly Program[] = [
  {
    names: ['executor'],
    client: 'ggcr',
    images: [
      'gcr.io/kaniko-project/executor',
      'ghcr.io/osscontainertools/kaniko',
      'cgr.dev/chainguard/kaniko',
      'martizih/kaniko',
    ],
    commands: [
      {
        words: [],
        source: 'https://github.com/GoogleContainerTools/kaniko#flag---destination',
        example: '/kaniko/executor --context . --destination ghcr.io/octo/app',
        takes: spaced(
          '--destination -d --context -c --dockerfile -f --build-arg --target --cache-repo --verbosity -v',
        ),
        finds: kaniko,
      },
    ],
    followsProject: true,
    log: { name: 'kaniko', frame: /kaniko|checking push permission/i },
    hidesLogins: 'no',
  },
  {
    names: ['ko'],
    client: 'ggcr',
    commands: [
      {
        words: ['build|publish'],
        source: 'https://ko.build/configuration/',
        example: 'KO_DOCKER_REPO=ghcr.io/octo/app ko build --bare ./cmd',
        takes: KO_OPTIONS,
        finds: koBuild,
        elsewhere: /KO_DOCKER_REPO/,
      },
      {
        words: ['apply|create|resolve|run'],
        source: 'https://ko.build/features/k8s/: they build and push what the manifests name',
        example: 'KO_DOCKER_REPO=ghcr.io/octo/app ko resolve --bare -f config',
        takes: [...KO_OPTIONS, '-f', '--filename', '-l', '--selector'],
        finds: koBuild,
      },
      {
        words: ['login'],
        source: 'https://ko.build/reference/ko_login/',
        takes: spaced('-u --username -p --password'),
        signs: { way: 'in', stores: ['docker'], isUntried: true, onlyPiped: true },
      },
    ],
    log: {
      name: 'ko',
      frame:
        /publish(?:ing)? (?:images: )?(?:error publishing )?ko:|\bko:\/\/|failed to publish images|\bko (?:build|publish|apply|create|resolve|run)\b/,
    },
    hidesLogins: 'no',
  },
  {
    names: ['goreleaser'],
    commands: [
      {
        words: [],
        source: 'https://goreleaser.com/cmd/goreleaser_release/',
        example: 'goreleaser release --clean',
        takes: [],
        finds: ({ words: said }, around) => goreleaserFound(said, around),
        elsewhere: /goreleaser/i,
      },
    ],
    followsProject: true,
    log: {
      name: 'goreleaser',
      frame: /goreleaser|release failed after|failed to publish artifacts|docker images: /i,
    },
    hidesLogins: 'no',
  },
  {
    names: ['dotnet'],
    commands: [
      {
        words: ['publish|build|msbuild'],
        source: 'https://learn.microsoft.com/dotnet/core/containers/publish-configuration',
        example:
          'dotnet publish -t:PublishContainer -p:ContainerRegistry=ghcr.io -p:ContainerRepository=octo/app',
        takes: [],
        finds: dotnet,
      },
    ],
    followsProject: true,
    log: { name: 'dotnet', frame: /\bdotnet (?:publish|build|msbuild)\b|error CONTAINER\d+/ },
    hidesLogins: OTHER_THAN_DOTNETS,
  },
  {
    // They build for the machine, and leave the push to others.
    names: ['nixpacks', 'railpack'],
    commands: [
      {
        words: ['build'],
        source: 'https://nixpacks.com/docs/cli, its src/main.rs; https://railpack.com/reference/cli',
        takes: spaced(
          '-n --name -t --tag -l --label -p --pkgs -a --apt -i --install-cmd -b --build-cmd -s --start-cmd -e --env -c ' +
            '--config -o --out --platform --cache-key --cpu-quota --memory --json-plan --libs --cache-from --add-host ' +
            '--incremental-cache-image --docker-host --docker-output --docker-tls-verify --docker-cert-path ' +
            '--output --progress --previous --config-file',
        ),
        builds: ({ values }) => values('-n', '--name', '-t', '--tag'),
      },
    ],
    hidesLogins: 'no',
  },
  {
    names: ['pack'],
    client: 'ggcr',
    commands: [
      {
        words: ['build'],
        source: 'https://buildpacks.io/docs/for-platform-operators/how-to/integrate-ci/pack/cli/pack_build/',
        example: 'pack build ghcr.io/octo/app --publish',
        takes: PACK_OPTIONS,
        finds: pack,
      },
      {
        words: ['buildpack|extension', 'package'],
        source:
          'https://buildpacks.io/docs/for-platform-operators/how-to/integrate-ci/pack/cli/pack_buildpack_package/',
        example: 'pack buildpack package ghcr.io/octo/app --config package.toml --publish',
        takes: spaced(
          '-c --config -e --flatten-exclude -f --format -l --label -p --path --pull-policy -t --target -r --buildpack-registry',
        ),
        finds: (args) => (args.has('--publish') ? push(args.positional[0]) : []),
      },
      {
        words: ['builder', 'create'],
        source:
          'https://buildpacks.io/docs/for-platform-operators/how-to/integrate-ci/pack/cli/pack_builder_create/',
        example: 'pack builder create ghcr.io/octo/app --config builder.toml --publish',
        takes: spaced(
          '-c --config -e --flatten-exclude -l --label --pull-policy -t --target -r --buildpack-registry',
        ),
        finds: (args) => (args.has('--publish') ? push(args.positional[0]) : []),
      },
      {
        words: ['manifest', 'push'],
        source:
          'https://buildpacks.io/docs/for-platform-operators/how-to/integrate-ci/pack/cli/pack_manifest_push/',
        example: 'pack manifest push ghcr.io/octo/app:1',
        takes: spaced('-f --format'),
        finds: (args) => push(args.positional[0]),
      },
      {
        words: ['manifest', 'create'],
        source:
          'https://buildpacks.io/docs/for-platform-operators/how-to/integrate-ci/pack/cli/pack_manifest_create/',
        example: 'pack manifest create ghcr.io/octo/app:1 ghcr.io/octo/app:amd64 --publish',
        takes: spaced('-f --format'),
        finds: (args) => (args.has('--publish') ? push(args.positional[0]) : []),
      },
      {
        words: ['rebase'],
        source: 'https://buildpacks.io/docs/for-platform-operators/how-to/integrate-ci/pack/cli/pack_rebase/',
        example: 'pack rebase ghcr.io/octo/app:1 --publish',
        takes: spaced('--run-image --pull-policy --report-output-dir --previous-image --insecure-registry'),
        finds: (args) => (args.has('--publish') ? push(args.positional[0]) : []),
      },
    ],
    followsProject: true,
    log: { name: 'pack', frame: /\bpack (?:build|buildpack|extension|builder|manifest|rebase)\b/ },
    hidesLogins: 'no',
  },
];
