/** What sentences that give a reason are made of. */

/** Within a sentence: names and numbers have points in them. */
export const IN = String.raw`(?:[^.!?]|[.!?](?=\S))`;

export const TOKEN = String.raw`\b(?:tokens?|PATs?|GITHUB_TOKEN|credentials?|secret|bot)\b`;

/** What is missing stands right behind it. */
export const LACKS = String.raw`\b(?:lacks?|lacked|lacking|misses|missed|missing|without|(?:has|had|have) no|(?:do|does|did)(?: not|n['’]t) (?:have|include|list|give|grant|carry)|never had|forgot(?:ten)?)\b`;
/** The same in Chinese, of which the right or the scope is said behind it. */
export const LACKS_ZH =
  '(?:没有|缺少|缺|忘(?:了|记了?)?|漏(?:了|写|加)|没(?:勾选|加|写|给)|未(?:勾选|授予|设置|声明|包含|添加))[^。，；]{0,16}';
