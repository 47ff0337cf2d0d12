/** Charts that a registry has as artifacts, by their address, their name and their version (docs: Helm, "Use OCI-based registries"). */
import { HOLE } from '../../language/values.js';
import { child, entry, text as scalar, type YamlNode } from '../../text/document.js';
import type { ImageUse } from '../image-use.js';
import type { Manifest } from '../manifests.js';
import { imageUse } from '../pod-spec.js';

/** A range is decided by the tags; a `+` of a version is a `_` in its tag. */
export function chartReference(address: string, name: string, version: string): string {
  const tag = /^v?\d+\.\d+\.\d+[\w.+-]*$/.test(version) ? version.replaceAll('+', '_') : HOLE;
  const folder = address.replace(/^oci:\/\//, '').replace(/\/$/, '');
  return `${folder}${name ? `/${name}` : ''}:${tag}`;
}

/**
 * What a source of Argo CD's applications pulls from a registry: a chart, whose address has no scheme there, or an artifact
 * (docs: Argo CD, "Helm" and "OCI"); null: it is of Git, or of a repository of charts on the web.
 */
export function argoArtifact(manifest: Manifest, source: YamlNode): ImageUse | null {
  const url = entry(source, 'repoURL');
  const address = scalar(url?.value.node);
  const chart = scalar(child(source, 'chart'));
  if (!url || !address || /^(?!oci:)[a-z+]+:|@/i.test(address)) return null;
  if (chart === null && !address.startsWith('oci://')) return null;
  const version = scalar(child(source, 'targetRevision')) ?? '*';
  return imageUse(manifest, chartReference(address, chart ?? '', version), url.value.at);
}
