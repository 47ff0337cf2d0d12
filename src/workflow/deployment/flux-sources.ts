/** Artifacts that Flux pulls, with a secret of its own (docs: Flux, OCIRepository, HelmRepository and HelmRelease). */
import { HOLE } from '../language/values.js';
import { child, entry, text as scalar, type YamlEntry, type YamlNode } from '../text/document.js';
import { chartReference } from './charts/artifacts.js';
import { kindOf, type Manifest, manifestName, manifestPlace } from './manifests.js';
import { imageUse, type NamedAt, type PodUse } from './pod-spec.js';

/** What the sources among these are pulled from, and the charts that releases take of them. */
export function fluxSources(manifests: readonly Manifest[]): PodUse[] {
  const ofKind = (name: string) => manifests.filter((each) => kindOf(each) === name);
  const repositories = ofKind('HelmRepository');
  return [
    ...ofKind('OCIRepository').flatMap(artifactOf),
    ...ofKind('HelmRelease').flatMap((release) => chartOf(release, repositories)),
  ];
}

const told = (node: YamlNode | null, name: string) => scalar(child(node, name));

/** null: none is written. */
function address(source: Manifest): { url: string; at: YamlEntry['value']['at'] } | null {
  const found = entry(child(source.root, 'spec'), 'url');
  const url = scalar(found?.value.node);
  return found && url ? { url: url.replace(/^oci:\/\//, ''), at: found.value.at } : null;
}

function artifactOf(source: Manifest): PodUse[] {
  const found = address(source);
  if (!found) return [];
  const ref = child(child(source.root, 'spec'), 'ref');
  const digest = told(ref, 'digest');
  // Of a range the registry's tags decide.
  const tag = told(ref, 'semver') === null ? (told(ref, 'tag') ?? 'latest') : HOLE;
  const name = `${found.url}${digest ? `@${digest}` : `:${tag}`}`;
  return [pullOf(source, imageUse(source, name, found.at))];
}

/** A chart of a registry, which the repository's address leads to; the name of the repository alone is no artifact. */
function chartOf(release: Manifest, repositories: readonly Manifest[]): PodUse[] {
  const chart = child(child(child(release.root, 'spec'), 'chart'), 'spec');
  const named = entry(chart, 'chart');
  const name = scalar(named?.value.node);
  const from = child(chart, 'sourceRef');
  const namespace = told(from, 'namespace') ?? manifestName(release).namespace;
  // Of another source it is a folder.
  const isOfKind = told(from, 'kind') === 'HelmRepository';
  const source = repositories.find((each) => {
    const found = manifestName(each);
    return isOfKind && found.name === told(from, 'name') && (found.namespace ?? namespace) === namespace;
  });
  const isOci = source && /^oci:\/\//.test(told(child(source.root, 'spec'), 'url') ?? '');
  const found = isOci ? address(source) : null;
  if (!source || !named || !name || !found) return [];
  const reference = chartReference(found.url, name, told(chart, 'version') ?? '*');
  return [pullOf(source, imageUse(release, reference, named.value.at))];
}

function pullOf(source: Manifest, image: PodUse['images'][number]): PodUse {
  return {
    kind: kindOf(source),
    ...manifestName(source),
    images: [image],
    notPulled: [],
    isNoPod: true,
    ...credentialOf(source),
  };
}

/** A secret, else those of the account that it names, else nothing; a cloud's identity takes the place of all. */
function credentialOf(source: Manifest): Pick<PodUse, 'pullSecrets' | 'serviceAccount'> {
  const spec = child(source.root, 'spec');
  const named = (holder: YamlNode | null, key: string): NamedAt | null => {
    const found = entry(holder, key);
    const name = scalar(found?.value.node);
    return found && name ? { name, location: manifestPlace(source, found.value.at) } : null;
  };
  const secret = named(child(spec, 'secretRef'), 'name');
  if (secret) return { pullSecrets: [secret], serviceAccount: null };
  const isByCloud = (told(spec, 'provider') ?? 'generic') !== 'generic';
  return isByCloud
    ? { pullSecrets: null, serviceAccount: null }
    : { pullSecrets: [], serviceAccount: named(spec, 'serviceAccountName') };
}
