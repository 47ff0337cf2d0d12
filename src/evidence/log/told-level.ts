/**
 * What people say, beside a refusal, of what its job may do to packages. The runner's own list of the permissions and
 * the registry's own sentences tell more; but a bare status tells nothing, and then such a sentence decides.
 */
import type { PackagesLevel } from '../types/permissions.js';

/** An entry of `permissions`, with the marks of code that people set around it. */
const entry = (scope: string, levels: string) => `[\`'"*(]*(?:permissions?: ?)?${scope}: ?(?:${levels})\\b`;

/** A few words, in one clause. */
const FEW = '(?:[^\\s.,;:]+ ){0,4}?';

/** Somebody gave it, or it is there. What is to be there is another matter. */
const GIVEN = new RegExp(
  `(?:\\b(?<!n['’]t )(?<!\\b(?:should|must|needs? to|to|not|never|now|can|could|may|might|will|would|if|when|unless|until) )(?:has|have|had|carries|carried|declares|declared) (?!no\\b|to\\b)|\\bI(?:['’]ve| have)? (?:already |even |also )?(?:set|added|gave|granted|enabled|tried) |\\balready (?:has|have|set|grants?|granted|given|in) |\\b(?:[Aa]lthough|[Ee]ven though|[Ee]ven with|[Dd]espite)\\b )${FEW}${entry('packages', 'write')}|已经?(?:设置|添加|加上|加了|配置|声明|给了?|有)[^。，；]{0,20}${entry('packages', 'write')}`,
);

/** A block that names other scopes gives nothing for packages. */
const ONLY_CONTENTS = new RegExp(
  `\\b(?:only|just)\\b ${FEW}${entry('contents', 'read|write')}(?![^.;]*\\b(?:and|with|plus)\\b[^.;]*packages: )|(?:只有|仅有?)[^。，；]{0,20}${entry('contents', 'read|write')}`,
);

/** Who may not read may not write either. */
const LACKS_READ = new RegExp(
  `\\b(?:lacks?|lacked|lacking|misses|missing|without|(?:has|had|have|with) no|(?:do|does|did)(?: not|n['’]t) have)\\b ${FEW}${entry('packages', 'read')}|缺少[^。，；]{0,20}${entry('packages', 'read')}`,
);

const LONGEST = 600;

/** @returns null: nothing is said of it */
export function toldLevel(text: string): PackagesLevel | null {
  if (text.length > LONGEST || !/: ?(?:read|write)\b/.test(text)) return null;
  if (ONLY_CONTENTS.test(text) || LACKS_READ.test(text)) return 'none';
  return GIVEN.test(text) ? 'write' : null;
}
