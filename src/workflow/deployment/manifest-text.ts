/** YAML that stands as a text in a resource: values of a chart. */
import { text as scalar, type YamlScalar } from '../text/document.js';
import { parseWorkflow } from '../text/parse.js';
import { type Manifest, manifestPlace, readManifests } from './manifests.js';

/** What the text says, with its places in the file; null: it is no YAML. */
export function textWithin(manifest: Manifest, node: YamlScalar): Manifest | null {
  const text = scalar(node) ?? '';
  const { document } = parseWorkflow(manifest.document.file, text);
  if (!document?.root) return null;
  return placed({ document, root: document.root, linesBefore: 0, written: text }, manifest, node);
}

/** The resources that the text holds, one or several; null: a part of it can't be read. */
export function resourcesWithin(manifest: Manifest, node: YamlScalar): Manifest[] | null {
  const { manifests, unread } = readManifests(manifest.document.file, scalar(node) ?? '');
  return unread.length > 0 ? null : manifests.map((each) => placed(each, manifest, node));
}

/** The first line of a block is the one behind its mark. In quotes all of it stands in one place. */
function placed(part: Manifest, manifest: Manifest, node: YamlScalar): Manifest {
  return node.style === 'literal'
    ? { ...part, linesBefore: part.linesBefore + manifestPlace(manifest, node).line }
    : { ...part, within: { manifest, at: node } };
}
