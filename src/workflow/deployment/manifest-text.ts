/** YAML that stands as a text in a resource: values of a chart. */
import { text as scalar, type YamlScalar } from '../text/document.js';
import { parseWorkflow } from '../text/parse.js';
import { type Manifest, manifestPlace } from './manifests.js';

/** What the text says, with its places in the file; null: it is no YAML. */
export function textWithin(manifest: Manifest, node: YamlScalar): Manifest | null {
  const text = scalar(node) ?? '';
  const { document } = parseWorkflow(manifest.document.file, text);
  if (!document?.root) return null;
  const { root } = document;
  // The first line of a block is the one behind its mark. In quotes all of it stands in one place.
  return node.style === 'literal'
    ? { document, root, linesBefore: manifestPlace(manifest, node).line, written: text }
    : { document, root, linesBefore: 0, written: text, within: { manifest, at: node } };
}
