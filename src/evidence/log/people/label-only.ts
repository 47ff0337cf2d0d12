/**
 * The name of an image as a label: loggers, metrics and traces say with each line which image the program runs from. What was
 * refused to it may be anything, so the line has to speak of a registry's work, too.
 */
import { OUR_HOST } from '../words/registry-names.js';

/** A logger's field, or a key of JSON, with the name as its value. */
const LABEL = new RegExp(
  String.raw`(?<![\w.-])(?:"[\w.-]{0,40}image[\w.-]{0,40}" ?: ?"|[\w.-]{0,40}image[\w.-]{0,40}=["']?)${OUR_HOST}/[^\s"',}\]]+["']?`,
  'gi',
);
const NAMED = new RegExp(String.raw`(?<![\w.-])${OUR_HOST}(?![\w.-])`, 'i');

/** What is done at a registry, and what lies there. */
const WORK =
  /\b(?:push|pull|registr|manifest|digest|blob|layer|tags?\b|images?\b|docker|podman|skopeo|crane|oras|helm|cosign|container|artifact|chart|ghcr|scope=|anonymous token|denied: |head request|\/v2\/)/i;

/** Whether GitHub's registry stands in a line as no more than a label. */
export function isLabelOnly(text: string): boolean {
  const rest = text.replace(LABEL, ' ');
  return rest !== text && !NAMED.test(rest) && !WORK.test(rest);
}
