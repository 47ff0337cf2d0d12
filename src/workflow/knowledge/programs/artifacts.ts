/** Programs that store charts, signatures and bundles in registries: helm, cosign, flux, timoni. */

import type { ServicePermission } from '../../../evidence/types/permissions.js';
import { withoutAbsent } from '../../language/origins.js';
import { isHole } from '../../language/values.js';
import type { Arguments } from '../arguments.js';
import type { Found, Surroundings } from '../clients.js';
import { authFileAt } from '../logins/auth-files.js';
import type { KnownCommand, Program } from '../program.js';
import { ociOperand, ociPush, ociUrl } from '../transfers/oci-addresses.js';
import {
  copied,
  givenPassword,
  passwordOfPair,
  pull,
  puller,
  push,
  pushesFirst,
  pushesSecond,
  pushNeeding,
  secondOperand,
  spaced,
} from '../transfers/transfers.js';

const LOGIN_OPTIONS = spaced('-u --username -p --password');

// -------------------------------------------------------------------- helm

const HELM_OPTIONS = [
  ...spaced('--ca-file --cert-file --key-file --username --password --registry-config --repository-config'),
  ...spaced('--repository-cache --kubeconfig --kube-context --kube-apiserver --kube-as-group --kube-as-user'),
  ...spaced(
    '--kube-ca-file --kube-tls-server-name --kube-token -n --namespace --burst-limit --qps --keyring',
  ),
];

function helmPush(args: Arguments, { variable }: Surroundings): Found[] {
  const { positional, values } = args;
  const files = values('--registry-config');
  const file = authFileAt(files.at(-1) ?? '', variable);
  const [chart] = positional;
  const url = secondOperand(args);
  const appended = chartName(chart ?? '');
  // "requires at least 2 arguments", or no scheme either.
  const isNone = withoutAbsent(url ?? '').trim() === '';
  const rest: Partial<Found> = {
    ...givenPassword(...values('--password')),
    ...(isNone ? {} : { isPrefix: true, ...(appended === null ? {} : { appended }) }),
    // docker's is looked into behind every other one (helm pkg/registry, NewStoreWithFallbacks).
    ...(file?.isUsual ? { reads: [...new Set([...file.stores, 'docker' as const])] } : {}),
    ...(files.length > 0 && !file?.isUsual ? { mayBeConfigured: 'named' as const } : {}),
    ...(OF_CHANGED_CHARTS.test(chart ?? '') ? { runs: 'sometimes' as const, fallbacks: [] } : {}),
  };
  // A name alone may be a repository of charts, for a plugin of the same name.
  const found = isNone ? push(url ?? '', rest) : ociPush(url ?? '', rest);
  return found.flatMap(({ reference, ...each }) => pushNeeding(args, reference, each));
}

/** chart-releaser packages the charts alone that have changed: of one that has not, nothing is pushed (helm/chart-releaser, `package-path`). */
const OF_CHANGED_CHARTS = /(?:^|\/)\.cr-release-packages\//;

/**
 * The name of a chart by that of its file, NAME-VERSION.tgz (helm.sh/docs/helm/helm_package): what stands in the place
 * of the version may be anything.
 */
function chartName(file: string): string | null {
  const [, base = ''] = /([^/]*)\.tgz$/.exec(file) ?? [];
  const name = /^(.+?)-v?\d+\.\d+\.\d/.exec(base)?.[1] ?? /^(.+)-(?:v?\d[^-]*|[^-\w]+)$/.exec(base)?.[1];
  return name !== undefined && /^[a-z\d][a-z\d._-]*$/i.test(name) ? name : null;
}

// ------------------------------------------------------------------ cosign

const COSIGN_OPTIONS = [
  ...spaced('--key --predicate --type -a --annotations --certificate --certificate-chain --rekor-url'),
  ...spaced('--fulcio-url --oidc-issuer --oidc-client-id --identity-token --registry-username --upload'),
  ...spaced('--registry-password --registry-token --output-signature --output-certificate --payload --sbom'),
  ...spaced('--output-file --bundle --timeout -t --attachment --signature --registry-referrers-mode'),
  ...spaced('--signing-config --trusted-root --attachment-tag-prefix --platform --only --input-format'),
];

/** Signatures and attestations are stored beside the image, or in the one repository that COSIGN_REPOSITORY names. */
function cosign({ positional, values, has }: Arguments, { variable }: Surroundings): Found[] {
  const repository = variable('COSIGN_REPOSITORY') || null;
  const isLocal = values('--upload', '--no-upload').some((each) => each === 'false') || has('--no-upload');
  if (isLocal) return [];
  return positional.flatMap((image) =>
    push(repository ?? image, {
      ...givenPassword(...values('--registry-password', '--registry-token')),
      mayBeConfigured: has('--k8s-keychain'),
      isBeside: true,
    }),
  );
}

/** Options that say with what is signed, where that is no token of the job's. */
const SIGNS_WITH = /^--?(?:key|sk|slot|identity-token|certificate|k8s-keychain|oidc-|fulcio-|signing-config)/;

/**
 * Without a key cosign signs with an OIDC token of the job (docs: Signing with Sigstore, keyless). Operands that are not
 * known may hold a key.
 */
function keyless({ positional, words: all }: Arguments, { variable }: Surroundings): ServicePermission[] {
  const mayHoldKey = positional.some(isHole) && (positional.length > 1 || all.length === 1);
  const isKeyed = all.some((each) => SIGNS_WITH.test(each)) || variable('SIGSTORE_ID_TOKEN') !== null;
  return positional.length === 0 || mayHoldKey || isKeyed ? [] : ['id-token'];
}

const COSIGN_COMMANDS: readonly KnownCommand[] = [
  {
    words: ['sign'],
    source: 'https://docs.sigstore.dev/cosign/signing/signing_with_containers/',
    example: 'cosign sign --yes ghcr.io/octo/app@sha256:0',
    takes: COSIGN_OPTIONS,
    finds: cosign,
    asks: keyless,
  },
  {
    words: ['attest'],
    source: 'https://docs.sigstore.dev/cosign/verifying/attestation/',
    example: 'cosign attest --predicate sbom.json ghcr.io/octo/app@sha256:0',
    takes: COSIGN_OPTIONS,
    finds: cosign,
    asks: keyless,
  },
  {
    words: ['attach'],
    source: 'https://docs.sigstore.dev/cosign/signing/other_types/',
    example: 'cosign attach sbom --sbom sbom.json ghcr.io/octo/app@sha256:0',
    takes: COSIGN_OPTIONS,
    finds: cosign,
  },
  {
    words: ['sign-blob|attest-blob'],
    source: 'https://docs.sigstore.dev/cosign/signing/signing_with_blobs/',
    takes: COSIGN_OPTIONS,
    asks: keyless,
  },
  {
    words: ['copy'],
    source: 'https://github.com/sigstore/cosign/blob/main/doc/cosign_copy.md',
    example: 'cosign copy docker.io/library/x ghcr.io/octo/app',
    takes: COSIGN_OPTIONS,
    finds: (args) => [...copied(args.positional[0]), ...pushesSecond(args)],
  },
  {
    words: ['load'],
    source: 'https://github.com/sigstore/cosign/blob/main/doc/cosign_load.md',
    example: 'cosign load --dir image ghcr.io/octo/app:1',
    takes: [...COSIGN_OPTIONS, '--dir'],
    finds: pushesFirst,
  },
  {
    words: ['upload', 'blob|wasm'],
    source: 'https://github.com/sigstore/cosign/blob/main/doc/cosign_upload_blob.md',
    example: 'cosign upload blob -f app.tar ghcr.io/octo/app:1',
    takes: [...COSIGN_OPTIONS, '-f', '--files', '--file', '--ct'],
    finds: pushesFirst,
  },
  {
    words: ['login'],
    source: 'https://github.com/sigstore/cosign/blob/main/doc/cosign_login.md',
    takes: LOGIN_OPTIONS,
    signs: { way: 'in', stores: ['docker'], isUntried: true, onlyPiped: true },
  },
];

// ----------------------------------------------------------- flux and timoni

const FLUX_OPTIONS = spaced(
  '-f --path --source --revision --creds --provider -a --annotations -o --output --ignore-paths --tag',
);

const TIMONI_OPTIONS = spaced(
  '-v --version --creds -a --annotations -o --output --sign --cosign-key -f --filepath -t --tag --content-type',
);

/** @param at which of its operands is the address */
const bundle =
  (at: number) =>
  (args: Arguments): Found[] =>
    ociPush(ociOperand(args.positional, at), passwordOfPair(...args.values('--creds'))).flatMap(
      ({ reference, ...each }) => pushNeeding(args, reference, each),
    );

export const ARTIFACTS: readonly Program[] = [
  {
    names: ['cosign'],
    client: 'ggcr',
    images: ['gcr.io/projectsigstore/cosign', 'ghcr.io/sigstore/cosign/cosign'],
    commands: COSIGN_COMMANDS,
    verifies: ['verify', 'verify-attestation'],
    log: { name: 'cosign', frame: /\bcosign\b|\bsigning \[/i },
    hidesLogins: 'no',
  },
  {
    names: ['flux'],
    commands: [
      {
        words: ['push', 'artifact'],
        source: 'https://fluxcd.io/flux/cmd/flux_push_artifact/',
        example: 'flux push artifact oci://ghcr.io/octo/app:1 --path=. --source=x --revision=y',
        takes: FLUX_OPTIONS,
        finds: bundle(0),
      },
      {
        words: ['tag', 'artifact'],
        source: 'https://fluxcd.io/flux/cmd/flux_tag_artifact/',
        example: 'flux tag artifact oci://ghcr.io/octo/app:1 --tag latest',
        takes: FLUX_OPTIONS,
        finds: bundle(0),
      },
      puller(
        'pull artifact',
        'https://fluxcd.io/flux/cmd/flux_pull_artifact/',
        '-o --output --creds --provider',
      ),
    ],
    log: { name: 'flux push', frame: /\bflux (?:push|tag|pull) artifact\b/ },
    hidesLogins: 'no',
  },
  {
    names: ['timoni'],
    commands: [
      {
        words: ['mod', 'push'],
        source: 'https://timoni.sh/cmd/timoni_mod_push/',
        example: 'timoni mod push . oci://ghcr.io/octo/app -v 1.0.0',
        takes: TIMONI_OPTIONS,
        finds: bundle(1),
      },
      puller('mod pull', 'https://timoni.sh/cmd/timoni_mod_pull/', '-o --output -v --version --creds'),
      puller('artifact pull', 'https://timoni.sh/cmd/timoni_artifact_pull/', '-o --output --creds'),
      {
        words: ['artifact', 'push|tag'],
        source: 'https://timoni.sh/cmd/timoni_artifact_push/',
        example: 'timoni artifact push oci://ghcr.io/octo/app -t 1 -f .',
        takes: TIMONI_OPTIONS,
        finds: bundle(0),
      },
      {
        words: ['registry', 'login'],
        source: 'https://timoni.sh/cmd/timoni_registry_login/',
        takes: LOGIN_OPTIONS,
        signs: { way: 'in', stores: ['docker'], isUntried: true },
      },
      {
        words: ['registry', 'logout'],
        source: 'https://timoni.sh/cmd/timoni_registry_logout/',
        takes: [],
        signs: { way: 'out', stores: ['docker'] },
      },
    ],
    log: { name: 'timoni', frame: /\btimoni\b/ },
    hidesLogins: 'no',
  },
  {
    names: ['helm'],
    client: 'helm',
    images: ['alpine/helm'],
    options: spaced('--kube-context --kubeconfig -n --namespace --registry-config'),
    commands: [
      {
        words: ['push'],
        source: 'https://helm.sh/docs/topics/registries/',
        example: 'helm push app-1.tgz oci://ghcr.io/octo/charts',
        takes: HELM_OPTIONS,
        most: 2,
        finds: helmPush,
      },
      {
        // Up to 3.6; later ones have no such command.
        words: ['chart', 'push'],
        source: 'https://v3-6-0.helm.sh/docs/topics/registries/',
        example: 'helm chart push ghcr.io/octo/app:1',
        takes: HELM_OPTIONS,
        finds: pushesFirst,
      },
      {
        words: ['pull'],
        source: 'https://helm.sh/docs/helm/helm_pull/',
        takes: [...HELM_OPTIONS, '--version', '--repo', '--destination', '-d', '--untardir'],
        finds: ({ positional }) => pull(ociUrl(positional[0])),
      },
      {
        // Without the scheme it is a folder, or a chart of a repository of its own.
        words: ['install|upgrade|template'],
        source: 'https://helm.sh/docs/topics/registries/#using-an-oci-based-registry',
        takes: HELM_OPTIONS,
        finds: ({ positional }) => pull(ociUrl(positional.find((each) => each.startsWith('oci://')))),
      },
      {
        words: ['registry', 'login'],
        source: 'https://helm.sh/docs/helm/helm_registry_login/',
        takes: [...LOGIN_OPTIONS, ...HELM_OPTIONS],
        // Up to 3.17, and again from 4 on, it refuses a scheme; which one is at hand is not seen (helm/helm#30887).
        signs: { way: 'in', stores: ['helm'], file: '--registry-config', schemes: ['oci://'], reads: 'line' },
      },
      {
        words: ['registry', 'logout'],
        source: 'https://helm.sh/docs/helm/helm_registry_logout/',
        takes: HELM_OPTIONS,
        signs: { way: 'out', stores: ['helm'], schemes: ['oci://'] },
      },
    ],
    looks: ['show'],
    log: {
      name: 'helm',
      // Its own name and version behind the tag of a URL; before 3.18 that had an underscore and showed nothing.
      frame:
        /\bhelm\b|(?:INSTALLATION|UPGRADE) FAILED|oci:\/\/|\binvalid_reference: |\binvalid reference: invalid tag "[^"/\s]*\/[^":\s]+:[^"\s]*"/i,
    },
    hidesLogins: 'no',
  },
];
