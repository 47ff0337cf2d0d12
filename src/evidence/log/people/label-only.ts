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
  /\b(?:push(?!\w* notif)|pull|registr(?:y|ies)\b|manifest|digest|blob|layer|tags?\b|image\b|docker|podman|skopeo|crane|oras|helm|cosign|container|artifact|chart|ghcr|scope=|anonymous token|denied: |head request)|\/v2\/|ErrImagePull|ImagePullBackOff/i;

/** What a logger's line says, and what was at work, apart from what is only noted with it. */
const SAID =
  /"(?:msg|message|error|err|reason|note|log|event|detail|cause|op|operation|action|logger|controller|component)" ?: ?"((?:[^"\\]|\\.)*)"|(?<![\w.-])(?:msg|message|error|err|reason|op|operation|action|logger|controller|component)=(?:"((?:[^"\\]|\\.)*)"|(\S+))/gi;

const FIELD = /(?<![\w.-])[\w.-]+=|[{]"/;

/** Whether GitHub's registry stands in a line as no more than a label. */
export function isLabelOnly(text: string): boolean {
  const rest = text.replace(LABEL, ' ');
  if (rest === text || NAMED.test(rest)) return false;
  const said = [...rest.matchAll(SAID)].map(([, json, quoted, bare]) => json ?? quoted ?? bare);
  // Some write what they say in front of the fields, without a name.
  const [lead = ''] = rest.split(FIELD, 1);
  return !WORK.test(said.length > 0 ? [lead, ...said].join('\n') : rest);
}
