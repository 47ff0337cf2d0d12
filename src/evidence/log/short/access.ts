/** What somebody wanted with an image, as people put it in a sentence. */
import type { Access } from '../../../types.js';
import { accessIn, isRightToReadRefused } from '../words/access.js';

/** What people call a push who have an image in mind, or what is released. What was published is there, and may be pulled, and what is published somewhere as well. */
const PUBLISHES =
  /\bpublish(?:es|ing)?\b|\breleasing\b|(?<!\b(?:new|our|the|all|latest|some|many|these) )\breleases? to\b|发布|推(?![荐出测断广迟导理])|\bsubir\b|\bhochladen\b|\bpousser\b/i;
const IS_PULLED =
  /\b(?:pull|download|fetch|install|deploy)\w*\b|\b(?:clusters?|customers|users)\b|拉|下载|部署/i;

/** The same of a pull. */
const GETS =
  /\bget(?:ting)? (?:the|this|your|that|any) (?:helm |docker |container )?(?:chart|image|container|artifact)s?\b(?! (?:pushed|published|uploaded|to|on)\b)/i;

/** A sentence, or a word in it, may begin with a capital letter. */
export function toldAccess(line: string): Access | null {
  const access =
    accessIn(line) ?? accessIn(line.toLowerCase()) ?? (isRightToReadRefused(line) ? 'pull' : null);
  if (access !== null) return access;
  if (PUBLISHES.test(line)) return IS_PULLED.test(line) ? null : 'push';
  return GETS.test(line) ? 'pull' : null;
}
