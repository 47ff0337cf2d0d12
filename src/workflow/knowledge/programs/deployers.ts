/** Programs that build, push and deploy what a file of the project names: kamal, devspace, tilt, garden, faas-cli, func, okteto, kbld. */
import { recordOf } from '../../../evidence/json-text.js';
import { HOLE } from '../../language/values.js';
import type { Arguments } from '../arguments.js';
import type { Found, Surroundings } from '../clients.js';
import type { KnownCommand, Program } from '../program.js';
import { devspaceImages } from '../project-files/deploying/devspace.js';
import { kamalPush } from '../project-files/deploying/kamal.js';
import { kbldDestinations } from '../project-files/deploying/kbld.js';
import { knativeFunction } from '../project-files/deploying/knative.js';
import { functionImages } from '../project-files/deploying/openfaas.js';
import { tiltImages } from '../project-files/deploying/tiltfile.js';
import { inFolder } from '../project-files/files.js';
import { yamlFields } from '../project-files/parsed.js';
import { fallbackOf, givenPassword, MAY_BE_LOCAL, push, spaced } from '../transfers/transfers.js';

// ------------------------------------------------------------------ kamal

const KAMAL_OPTIONS = spaced('-c --config-file -d --destination -h --hosts -r --roles --version');

function kamal(args: Arguments, around: Surroundings): Found[] {
  if (args.has('-P', '--skip-push', '--skip_push')) return [];
  const destination = args.last('-d', '--destination') ?? null;
  const file = args.last('-c', '--config-file') ?? 'config/deploy.yml';
  const found = kamalPush(file, destination, around);
  return found === null ? [] : push(found.image, { password: found.password });
}

const kamalCommand = (words: string, saysPush: boolean): KnownCommand => ({
  words: spaced(words),
  source: 'https://kamal-deploy.org/docs/commands/build/ and …/deploy/',
  takes: KAMAL_OPTIONS,
  finds: kamal,
  ...(saysPush ? { saysPush: () => true } : {}),
  elsewhere: /\bkamal\s+(?:build\s+(?:push|deliver)|deploy|redeploy|setup)\b/,
});

// --------------------------------------------------------------- devspace

const DEVSPACE_OPTIONS = spaced(
  '-t --tag -n --namespace -p --profile --kube-context --kubeconfig --var --build-sequential --max-concurrent-builds --pipeline',
);

function devspace(args: Arguments, around: Surroundings): Found[] {
  if (args.has('--skip-push', '--skip-build', '--render')) return [];
  return (devspaceImages('devspace.yaml', around) ?? []).flatMap((each) => push(each, MAY_BE_LOCAL));
}

// --------------------------------------------------------------- OpenFaaS

const FAAS_OPTIONS = spaced(
  '-f --yaml --filter --regex --tag --platforms --parallel --build-arg -b --build-option -o --env --label --gateway -g',
);

function faas(args: Arguments, around: Surroundings): Found[] {
  if (args.has('--skip-push')) return [];
  const isChosen = args.values('--filter', '--regex').length > 0;
  const files = args.values('-f', '--yaml');
  const file = files.at(-1) ?? ['stack.yml', 'stack.yaml'].find((each) => around.file(each) !== null);
  const images = file === undefined ? null : functionImages(file, around);
  return (images ?? []).flatMap((each) => push(each, isChosen ? { runs: 'unknown' } : {}));
}

// ---------------------------------------------------------------- Knative

const FUNC_OPTIONS = spaced(
  '-i --image -r --registry -p --path -b --builder --builder-image --platform -n --namespace -e --env -t --git-url',
);

/** `func build --push`, and `func deploy` unless it is told otherwise. Its credential may be one of its own. */
function func(args: Arguments, around: Surroundings, isTold: boolean): Found[] {
  const said = args.words.findLast((each) => /^--push(?:=|$)/.test(each));
  const isPushed = said === undefined ? !isTold : said !== '--push=false';
  if (!isPushed || args.has('--remote')) return [];
  const folder = args.last('-p', '--path') ?? '';
  const own = knativeFunction(inFolder(folder, 'func.yaml'), around);
  const image = args.last('-i', '--image') ?? around.variable('FUNC_IMAGE');
  const registry = args.last('-r', '--registry') ?? around.variable('FUNC_REGISTRY');
  const named = image || (registry ? `${registry}/${own.name ?? HOLE}` : own.image);
  const name = named ?? (own.registry === undefined ? undefined : `${own.registry}/${own.name ?? HOLE}`);
  return push(name, { mayBeConfigured: true });
}

const funcCommand = (words: string, isTold: boolean, example: string): KnownCommand => ({
  words: spaced(words),
  source: 'https://github.com/knative/func/tree/main/docs/reference',
  example,
  takes: FUNC_OPTIONS,
  finds: (args, around) => func(args, around, isTold),
});

// ----------------------------------------------------------------- okteto

/**
 * `okteto build -t NAME`, else the images of its manifest, or of those services of it that are named: one without a name goes to Okteto's own registry. Its builder may know a
 * credential of its own.
 */
function okteto(args: Arguments, around: Surroundings): Found[] {
  const named = args.values('-t', '--tag');
  const images = named.length > 0 ? named : oktetoImages(args, around);
  const found = images ?? [HOLE];
  return found.flatMap((each) =>
    push(each, { mayBeConfigured: true, ...(images === null ? { runs: 'unknown' as const } : {}) }),
  );
}

/** null: there is no manifest to be read. */
function oktetoImages({ values, positional }: Arguments, { file }: Surroundings): string[] | null {
  const named = values('-f', '--file');
  const texts = (named.length > 0 ? named : ['okteto.yml', 'okteto.yaml']).flatMap(
    (each) => file(each) ?? [],
  );
  const [text] = texts;
  const services = recordOf(yamlFields(text ?? null)?.build);
  if (services === null) return null;
  return servicesBuilt(positional, services).flatMap((each) => {
    const image = recordOf(services[each])?.image;
    // Variables of its own language are filled in by okteto.
    return typeof image === 'string' ? [image.replace(/\$\{?\w+(?:[^}]*\})?/g, HOLE)] : [];
  });
}

/** Those that are named, and what they are built on; all of them where none is, or where a name is not known yet. */
function servicesBuilt(named: readonly string[], services: Readonly<Record<string, unknown>>): string[] {
  const all = Object.keys(services);
  if (named.length === 0 || named.some((each) => !all.includes(each))) return all;
  const built = new Set(named);
  for (const each of built) {
    const on = recordOf(services[each])?.depends_on;
    for (const other of Array.isArray(on) ? on : [on])
      if (all.includes(String(other))) built.add(String(other));
  }
  return [...built];
}

// ------------------------------------------------------------------- kbld

const KBLD_OPTIONS = spaced(
  '-f --file -r --repository --lock-output --imgpkg-lock-output --image-map-file --build-concurrency --concurrency ' +
    '--registry-ca-cert-path --registry-username --registry-password --registry-token --platform -o --output -i --input',
);

function kbldFound(names: readonly string[], { values }: Arguments, around: Surroundings): Found[] {
  const own = {
    ...fallbackOf(around, 'KBLD_REGISTRY_PASSWORD', 'KBLD_REGISTRY_TOKEN'),
    ...givenPassword(...values('--registry-password', '--registry-token')),
  };
  return names.flatMap((each) => push(each, own));
}

export const DEPLOYERS: readonly Program[] = [
  {
    names: ['kamal'],
    commands: [kamalCommand('build push|deliver', true), kamalCommand('deploy|redeploy|setup', false)],
    followsProject: true,
    log: { name: 'kamal', frame: /\bkamal (?:build|deploy|redeploy|setup|registry)\b/ },
    hidesLogins: () => true,
  },
  {
    names: ['devspace'],
    commands: [
      {
        words: ['build|deploy|dev|run-pipeline'],
        source: 'https://www.devspace.sh/docs/cli/devspace_build',
        takes: DEVSPACE_OPTIONS,
        finds: devspace,
        elsewhere: /\bdevspace\s+(?:build|deploy|dev|run-pipeline)\b/,
      },
    ],
    followsProject: true,
    log: { name: 'devspace', frame: /\bdevspace (?:build|deploy|dev|run-pipeline)\b/ },
    // Its pipelines and hooks run any command.
    hidesLogins: () => true,
  },
  {
    names: ['tilt'],
    commands: [
      {
        words: ['ci|up'],
        source: 'https://docs.tilt.dev/personal_registry.html',
        takes: spaced('-f --file --context --namespace --timeout --output-snapshot-on-exit'),
        finds: (args, around) =>
          tiltImages(args.last('-f', '--file') ?? 'Tiltfile', around).flatMap((each) =>
            push(each, MAY_BE_LOCAL),
          ),
        elsewhere: /\btilt\s+(?:ci|up)\b/,
      },
    ],
    followsProject: true,
    log: { name: 'tilt', frame: /\btilt (?:ci|up)\b/ },
    hidesLogins: () => true,
  },
  {
    names: ['garden'],
    commands: [
      {
        words: ['publish'],
        source: 'https://docs.garden.io/reference/commands#garden-publish',
        takes: spaced('--tag --env --var --root -r'),
        // Any file of the project may name an image.
        finds: () => [],
        saysPush: () => true,
        elsewhere: /\bgarden\s+publish\b/,
      },
    ],
    followsProject: true,
    log: { name: 'garden', frame: /\bgarden publish\b/ },
    hidesLogins: () => true,
  },
  {
    names: ['faas-cli'],
    commands: [
      {
        words: ['push|publish|up'],
        source: 'https://docs.openfaas.com/cli/build/ and …/cli/publish/',
        example: 'faas-cli publish -f stack.yml',
        takes: FAAS_OPTIONS,
        finds: faas,
        saysPush: ({ has }) => !has('--skip-push'),
        elsewhere: /\bfaas-cli\s+(?:push|publish|up)\b/,
      },
    ],
    followsProject: true,
    log: { name: 'faas-cli', frame: /\bfaas-cli (?:push|publish|up)\b/ },
    hidesLogins: 'no',
  },
  {
    // As a plugin (knative.dev: Functions, Installing).
    names: ['kn'],
    client: 'ggcr',
    commands: [
      funcCommand('func build', true, 'kn func build --push --image ghcr.io/octo/app'),
      funcCommand('func deploy', false, 'kn func deploy --image ghcr.io/octo/app'),
    ],
    followsProject: true,
    log: { name: 'kn func', frame: /\bkn func\b/ },
    hidesLogins: 'no',
  },
  {
    names: ['func'],
    client: 'ggcr',
    commands: [
      funcCommand('build', true, 'func build --push --image ghcr.io/octo/app'),
      funcCommand('deploy', false, 'func deploy --image ghcr.io/octo/app'),
    ],
    followsProject: true,
    log: { name: 'func', frame: /(?<!\bkn )\bfunc (?:build|deploy)\b/ },
    hidesLogins: 'no',
  },
  {
    names: ['okteto'],
    commands: [
      {
        words: ['build'],
        source:
          'https://www.okteto.com/docs/reference/okteto-cli/#build and …/reference/okteto-manifest/#build-object-optional',
        example: 'okteto build -t ghcr.io/octo/app:1 .',
        takes: spaced(
          '-t --tag -f --file --build-arg --cache-from --export-cache --secret --target --platform --progress -c --context ' +
            '-n --namespace -l --log-level --log-output',
        ),
        finds: okteto,
        elsewhere: /\bokteto\s+build\b/,
      },
    ],
    followsProject: true,
    log: { name: 'okteto', frame: /\bokteto build\b/ },
    // `okteto deploy` runs the commands of its manifest.
    hidesLogins: /^(?:deploy|up|test|registrytoken|exec)$/,
  },
  {
    names: ['kbld'],
    client: 'ggcr',
    commands: [
      {
        words: ['relocate|unpackage|unpkg'],
        source: 'https://carvel.dev/kbld/docs/latest/packaging/',
        example: 'kbld relocate -f images.lock --repository ghcr.io/octo/app',
        takes: KBLD_OPTIONS,
        finds: (args, around) => kbldFound(args.values('-r', '--repository'), args, around),
      },
      {
        words: [],
        source: 'https://carvel.dev/kbld/docs/latest/config/ and …/latest/auth/',
        example: 'kbld -f kbld.yml',
        takes: KBLD_OPTIONS,
        finds(args, around) {
          const named = args.values('-f', '--file');
          const files = named.flatMap((each) => [
            each,
            ...(around.entries(each) ?? []).map((name) => inFolder(each, name)),
          ]);
          const texts = files.map((each) => around.file(each) ?? '');
          return kbldFound(texts.flatMap(kbldDestinations), args, around);
        },
        elsewhere: /\bkbld\b/,
      },
    ],
    followsProject: true,
    log: { name: 'kbld', frame: /\bkbld\b/ },
    hidesLogins: 'no',
  },
];
