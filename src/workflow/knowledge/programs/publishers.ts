/**
 * Programs of one trade each that store what they make in registries: policies, packages, bundles, modules of wasm.
 * All of them read docker's file; where one may also hold a credential of its own, its push is never certainly without.
 */

import type { Arguments } from '../arguments.js';
import type { Found, Surroundings } from '../clients.js';
import type { KnownCommand, Program } from '../program.js';
import { ociOperand, ociPush, ociUrl } from '../transfers/oci-addresses.js';
import { fallbackOf, givenPassword, puller, push, spaced } from '../transfers/transfers.js';
import { CRANE_COMMANDS } from './crane.js';

/** A command whose first operand is the image that it pushes, with the password in an option or a variable. */
function first(
  begins: string,
  source: string,
  example: string,
  takes: string,
  variables: readonly string[] = [],
): KnownCommand {
  return {
    words: spaced(begins),
    source,
    example,
    takes: spaced(`${takes} -u --username -p --password`),
    finds: ({ positional, values }, around) =>
      push(positional[0], {
        ...fallbackOf(around, ...variables),
        ...givenPassword(...values('-p', '--password', '--remote-password', '--remote-bearer')),
      }),
  };
}

/** Its own login, else docker's ("Fallback Credentials"). */
const SPIN = 'https://developer.fermyon.com/spin/v3/distributing-apps';

const IMGPKG_OPTIONS = spaced(
  '-i --image -b --bundle -f --file --to-repo --to-tar --tar --lock --lock-output --registry-username ' +
    '--registry-password --registry-token --registry-ca-cert-path --concurrency --file-exclusion',
);

/** Those of one registry have its name in another beside it, several of them a number behind (docs: imgpkg, Authentication). */
const IMGPKG_VARIABLES = [
  'IMGPKG_PASSWORD',
  'IMGPKG_TOKEN',
  ...['PASSWORD', 'IDENTITY_TOKEN', 'REGISTRY_TOKEN'].flatMap((name) => [
    `IMGPKG_REGISTRY_${name}`,
    `IMGPKG_REGISTRY_${name}_0`,
    `IMGPKG_REGISTRY_${name}_1`,
  ]),
];

const imgpkg =
  (...names: string[]) =>
  ({ values }: Arguments, around: Surroundings): Found[] =>
    values(...names).flatMap((image) =>
      push(image, {
        ...fallbackOf(around, ...IMGPKG_VARIABLES),
        ...givenPassword(...values('--registry-password', '--registry-token')),
      }),
    );

/** The second operand, behind a scheme of its own. */
const behindScheme =
  (scheme: RegExp, ...variables: string[]) =>
  ({ positional }: Arguments, around: Surroundings): Found[] => {
    const url = positional[1];
    return url && scheme.test(url) ? push(url.replace(scheme, ''), fallbackOf(around, ...variables)) : [];
  };

const apptainer: KnownCommand = {
  words: ['push'],
  source: 'https://apptainer.org/docs/user/latest/cli/apptainer_push.html',
  example: 'apptainer push app.sif oras://ghcr.io/octo/app:1',
  takes: spaced('-l --library -D --description --docker-host --authfile'),
  finds: (args, around) =>
    behindScheme(
      /^oras:\/\//,
      'APPTAINER_DOCKER_PASSWORD',
      'SINGULARITY_DOCKER_PASSWORD',
    )(args, around).map((each) =>
      args.values('--authfile').length > 0 ? { ...each, mayBeConfigured: 'named' as const } : each,
    ),
};

/** Up to 1.1, and in singularity, they are commands of `remote`, which keeps the tokens of other services, too. */
const APPTAINER_SIGNS = ['registry', 'remote'].flatMap((group): KnownCommand[] => [
  {
    words: [group, 'login'],
    source: 'https://apptainer.org/docs/user/latest/cli/apptainer_registry_login.html',
    takes: spaced('-u --username -p --password --authfile'),
    signs: {
      way: 'in',
      stores: ['apptainer'],
      file: '--authfile',
      schemes: ['oras://', 'docker://'],
      reads: 'line',
    },
  },
  {
    words: [group, 'logout'],
    source: 'https://apptainer.org/docs/user/latest/cli/apptainer_registry_logout.html',
    takes: spaced('--authfile'),
    signs: { way: 'out', stores: ['apptainer'], schemes: ['oras://', 'docker://'] },
  },
]);

/** What they push, files of the project name that nobody reads: they say themselves that they do. */
const NAMED_BY_THEIR_FILES: readonly Program[] = (
  [
    ['chartpress', '', 'https://github.com/jupyterhub/chartpress#readme', /\bchartpress\b[^\n]*--push\b/],
    ['pants', '', 'https://www.pantsbuild.org/stable/docs/docker', /\bpants\b[^\n]*\spublish\b/],
    ['stacker', 'publish', 'https://stackerbuild.io/latest/reference/stacker_cli', /\bstacker\s+publish\b/],
    [
      'hauler',
      'store copy',
      'https://docs.hauler.dev/docs/guides-references/command-line/hauler-store-copy',
      /\bhauler\s+store\s+copy\b[^\n]*registry:/,
    ],
    [
      'kctrl',
      'package release',
      'https://carvel.dev/kapp-controller/docs/latest/kctrl-package-authoring/',
      /\bkctrl\s+package\s+release\b/,
    ],
  ] as const
).map(([name, words, source, elsewhere]) => ({
  names: [name],
  commands: [
    {
      words: words === '' ? [] : words.split(' '),
      source,
      takes: [],
      finds: () => [],
      saysPush: (args: Arguments) => elsewhere.test([name, ...words.split(' '), ...args.words].join(' ')),
      elsewhere,
    },
  ],
  followsProject: true,
  log: { name, frame: new RegExp(`\\b${name}\\b`) },
  hidesLogins: () => true,
}));

const ZARF_COMMANDS: readonly KnownCommand[] = [
  {
    words: ['package|p', 'publish'],
    source: 'https://docs.zarf.dev/commands/zarf_package_publish/',
    example: 'zarf package publish app.tar.zst oci://ghcr.io/octo/packages',
    takes: spaced(
      '-k --key --signing-key --signing-key-pass --oci-concurrency --retries -a --architecture -f --flavor -l --log-level --log-format --tmpdir',
    ),
    finds: ({ positional }) => ociPush(ociOperand(positional, 1), { isPrefix: true }),
  },
  puller(
    'package|p pull',
    'https://docs.zarf.dev/commands/zarf_package_pull/',
    '-a --architecture -o --output-directory',
  ),
  // It has crane in it.
  ...CRANE_COMMANDS.map((command) => ({
    ...command,
    words: ['tools|t', 'registry|r|crane', ...command.words],
    ...(command.example === undefined
      ? {}
      : { example: command.example.replace('crane', 'zarf tools registry') }),
  })),
  {
    words: ['tools|t', 'registry|r|crane', 'login'],
    source: 'https://docs.zarf.dev/commands/zarf_tools_registry_login/',
    takes: spaced('-u --username -p --password'),
    signs: { way: 'in', stores: ['docker'] },
  },
];

export const PUBLISHERS: readonly Program[] = [
  {
    names: ['imgpkg'],
    client: 'ggcr',
    commands: [
      {
        words: ['push'],
        source: 'https://carvel.dev/imgpkg/docs/latest/commands/#push',
        example: 'imgpkg push -b ghcr.io/octo/app:1 -f config',
        takes: IMGPKG_OPTIONS,
        finds: imgpkg('-i', '--image', '-b', '--bundle'),
      },
      {
        words: ['copy'],
        source: 'https://carvel.dev/imgpkg/docs/latest/commands/#copy',
        example: 'imgpkg copy -b docker.io/library/x --to-repo ghcr.io/octo/app',
        takes: IMGPKG_OPTIONS,
        finds: imgpkg('--to-repo'),
      },
      {
        words: ['pull'],
        source: 'https://carvel.dev/imgpkg/docs/latest/commands/#pull',
        takes: [...IMGPKG_OPTIONS, '-o', '--output'],
        finds: (args, around) =>
          imgpkg(
            '-i',
            '--image',
            '-b',
            '--bundle',
          )(args, around).map((each) => ({ ...each, access: 'pull' })),
      },
    ],
    log: { name: 'imgpkg', frame: /\bimgpkg\b/ },
    hidesLogins: 'no',
  },
  {
    names: ['notation'],
    commands: [
      first(
        'sign',
        'https://notaryproject.dev/docs/user-guides/cli-reference/',
        'notation sign ghcr.io/octo/app@sha256:0',
        '-k --key --signature-format --plugin --plugin-config --id -m --user-metadata --timestamp-url --timestamp-root-cert',
        ['NOTATION_PASSWORD'],
      ),
      {
        words: ['login'],
        source: 'https://notaryproject.dev/docs/user-guides/cli-reference/',
        takes: spaced('-u --username -p --password'),
        signs: { way: 'in', stores: ['docker'] },
      },
    ],
    verifies: ['verify'],
    log: { name: 'notation', frame: /\bnotation\b/ },
    hidesLogins: 'no',
  },
  {
    names: ['conftest'],
    commands: [
      first(
        'push',
        'https://www.conftest.dev/sharing/',
        'conftest push ghcr.io/octo/app:1',
        '--annotations --policy -d --data',
      ),
      puller('pull', 'https://www.conftest.dev/sharing/', '-p --policy'),
    ],
    log: { name: 'conftest', frame: /\bconftest\b/ },
    hidesLogins: 'no',
  },
  ...NAMED_BY_THEIR_FILES,
  {
    // The second is what kubectl starts for `kubectl kyverno`.
    names: ['kyverno', 'kubectl-kyverno'],
    client: 'ggcr',
    commands: [
      {
        words: ['oci', 'push'],
        source: 'https://kyverno.io/docs/kyverno-cli/reference/kyverno_oci_push/',
        example: 'kyverno oci push -i ghcr.io/octo/app:1 --policy policy.yml',
        takes: spaced('-i --image -p --policy'),
        finds: ({ values }) => values('-i', '--image').flatMap((each) => push(each)),
      },
    ],
    log: { name: 'kyverno', frame: /\bkyverno oci\b/ },
    hidesLogins: 'no',
  },
  {
    // xpkg.crossplane.io or xpkg.upbound.io, by its version (crossplane/crossplane internal/xpkg, DefaultRegistry).
    names: ['crossplane'],
    client: 'ggcr',
    hasOwnDefault: true,
    commands: [
      first(
        'xpkg push',
        'https://docs.crossplane.io/latest/cli/command-reference/#xpkg-push',
        'crossplane xpkg push -f app.xpkg ghcr.io/octo/app:1',
        '-f --package-files --package --domain --override-registry-endpoint',
      ),
    ],
    log: { name: 'crossplane', frame: /\bcrossplane\b/ },
    hidesLogins: 'no',
  },
  {
    names: ['tkn'],
    client: 'ggcr',
    commands: [
      first(
        'bundle push',
        'https://tekton.dev/docs/cli/tkn_bundle_push/',
        'tkn bundle push ghcr.io/octo/app:1 -f task.yaml',
        '-f --filenames --annotate --ctime --label --remote-bearer --remote-password --remote-username',
      ),
    ],
    log: { name: 'tkn', frame: /\btkn bundle\b/ },
    hidesLogins: 'no',
  },
  {
    names: ['wkg'],
    commands: [
      first(
        'oci push',
        'https://github.com/bytecodealliance/wasm-pkg-tools#readme',
        'wkg oci push ghcr.io/octo/app:1 app.wasm',
        '-a --annotation --insecure',
        ['WKG_OCI_PASSWORD'],
      ),
      puller(
        'oci pull',
        'https://github.com/bytecodealliance/wasm-pkg-tools#readme',
        '-o --output -u --username -p --password',
      ),
    ],
    log: { name: 'wkg', frame: /\bwkg\b/ },
    hidesLogins: 'no',
  },
  {
    // `wash -o json oci push`: options of the whole program may stand before the word.
    names: ['wash'],
    commands: [
      first(
        'oci push',
        'https://github.com/wasmCloud/wasmCloud/blob/main/crates/wash/src/cli/oci.rs',
        'wash oci push ghcr.io/octo/app:1 app.wasm',
        '-o --output --user --ca-path',
      ),
      ...['push', 'reg push'].map((words) =>
        first(
          words,
          'https://wasmcloud.com/docs/v1/cli/wash: of its first releases',
          `wash ${words} ghcr.io/octo/app:1 app.wasm`,
          '-o --output --user -c --config -a --annotation',
          ['WASH_REG_PASSWORD'],
        ),
      ),
    ],
    log: { name: 'wash', frame: /\bwash\b(?= (?:oci|reg|push)\b)/ },
    hidesLogins: 'no',
  },
  {
    names: ['spin'],
    client: 'spin',
    commands: [
      first(
        'registry|oci push',
        SPIN,
        'spin registry push --build ghcr.io/octo/app:1',
        '-f --from --annotation --cache-dir',
      ),
      {
        words: ['registry|oci', 'login'],
        source: SPIN,
        takes: spaced('-u --username -p --password'),
        signs: { way: 'in', stores: ['spin'], reads: 'line' },
      },
    ],
    log: { name: 'spin', frame: /\bspin\b(?= (?:registry|oci)\b)/ },
    hidesLogins: 'no',
  },
  {
    names: ['kwctl'],
    commands: [
      {
        words: ['push'],
        source: 'https://docs.kubewarden.io/reference/kwctl-cli#kwctl-push',
        example: 'kwctl push policy.wasm registry://ghcr.io/octo/app:1',
        takes: spaced('--docker-config-json-path --sources-path -o --output'),
        finds: (args, around) =>
          behindScheme(/^(?:registry:\/\/)?(?![a-z]+:\/\/)/)(args, around).map((each) =>
            args.values('--docker-config-json-path').length > 0 ? { ...each, mayBeConfigured: true } : each,
          ),
      },
      puller(
        'pull',
        'https://docs.kubewarden.io/reference/kwctl-cli#kwctl-pull',
        '-o --output-path --sources-path',
      ),
    ],
    log: { name: 'kwctl', frame: /\bkwctl\b/ },
    hidesLogins: 'no',
  },
  {
    names: ['apptainer', 'singularity'],
    client: 'apptainer',
    commands: [
      apptainer,
      ...['pull', 'build', 'exec', 'run'].map((word) =>
        puller(
          word,
          `https://apptainer.org/docs/user/latest/cli/apptainer_${word}.html`,
          '-B --bind --dir --name --env',
        ),
      ),
      ...APPTAINER_SIGNS,
    ],
    log: { name: 'apptainer', frame: /\b(?:apptainer|singularity)\b/ },
    hidesLogins: 'no',
  },
  {
    names: ['zarf'],
    commands: ZARF_COMMANDS,
    log: { name: 'zarf', frame: /(?<!\buds )\bzarf\b/ },
    hidesLogins: 'no',
  },
  {
    names: ['uds'],
    commands: [
      {
        words: ['publish'],
        source: 'https://docs.defenseunicorns.com/core/reference/cli: a bundle, below the address',
        example: 'uds publish bundle.tar.zst oci://ghcr.io/octo',
        takes: spaced(
          '-k --signing-key --signing-key-password -a --architecture --oci-concurrency --version',
        ),
        finds: ({ positional: [, address] }) => push(ociUrl(address) ?? address, { isPrefix: true }),
      },
      // It has zarf in it.
      ...ZARF_COMMANDS.map((command) => ({
        ...command,
        words: ['zarf|z', ...command.words],
        ...(command.example === undefined ? {} : { example: `uds ${command.example}` }),
      })),
    ],
    log: { name: 'uds', frame: /\buds\b(?= (?:publish|zarf|z)\b)/ },
    // `uds run` runs tasks, which the others may do as well.
    hidesLogins: /^(?:run|deploy|create)$/,
  },
];
