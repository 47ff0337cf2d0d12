/** Whether a line that tells of a failed push or pull gives a reason beside it. */
import { OUR_HOST } from '../words/registry-names.js';
import { SHORT_MESSAGES } from './table.js';

/** What stands behind the name of an image that was not pushed or pulled. */
const BEHIND = new RegExp(String.raw`\b${OUR_HOST}/[^\s"'\x60]*?["'\x60]?: +(\S.*)$`, 'i');

/** No reason: that it failed, once more. */
const VAGUE =
  /^(?:error|failed|failure|unknown(?: error)?|exit(?:ed)?\b.*|process completed\b.*|ErrImagePull|ImagePullBackOff|\W)+$/i;

/** What stands behind a transfer that failed, without the frames of gRPC. */
const BEHIND_TRANSFER =
  /\b(?:push|pull)\w*(?: (?:the )?(?:image|chart|artifact)s?)?["'`]?: +(?:rpc error: code = \w+ desc = )?(\S.*)$/i;

/** A reason is given, and it is none that the registry is known to give: nothing else is read into it. */
export function saysWhy(line: string): boolean {
  const reason = BEHIND.exec(line)?.[1];
  if (reason !== undefined) return !VAGUE.test(reason);
  const why = BEHIND_TRANSFER.exec(line)?.[1];
  return why !== undefined && !VAGUE.test(why) && !SHORT_MESSAGES.some(({ pattern }) => pattern.test(why));
}
