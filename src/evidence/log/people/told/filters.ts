/** Something between answers in the registry's place, as people tell of it: a proxy, a firewall, a filter of pages (facts R7). */

const FILTER = String.raw`(?:prox(?:y|ies)|firewall|z-?scaler|netskope|forti\w+|blue ?coat|palo alto|umbrella|sophos|web filter|content filter|captive portal|VPN|gateway)`;
const FILTER_ZH = '(?:代理|防火墙|网关|上网行为管理)';

/** It came in the place of what was asked for. */
const COMES = String.raw`\b(?:returns?|returned|gets?|got|getting|shows?|showed|showing|answers?|answered|serves?|served|sees?|saw|seeing|receives?|received|redirect\w*|ends? (?:up )?(?:at|on|in)|is|are|was|body)\b`;
const A_PAGE = '(?:web ?)?(?:pages?|portal|HTML)\\b';

/** What a filter's page is called. */
const ITS_PAGE = String.raw`(?:\b${FILTER}\b['’s]*[^.,;]{0,40}?\b${A_PAGE}|\b(?:(?:access |page |web(?:site| page)? )?block(?:ed|ing)?|captive portal|company['’]s login|corporate login|intranet login)['"”]? ${A_PAGE})`;

const FILTERED = new RegExp(
  [
    String.raw`\b${FILTER}\b(?:(?!\b(?:not|never|no)\b|n['’]t\b)[^.,;]){0,30}?\b(?:blocks?|blocked|blocking|intercepts?|intercepted|filters?|filtered)\b`,
    String.raw`\b(?:blocked|intercepted|filtered) by (?:the |our |my |an? |its )?(?:[\w-]+ ){0,2}${FILTER}\b`,
    `${FILTER_ZH}[^。；，没未不]{0,12}(?:拦截|屏蔽|阻止|封)了?`,
    `被[^。；，]{0,10}${FILTER_ZH}[^。；，]{0,4}(?:拦截|屏蔽|阻止|封)`,
  ].join('|'),
  'i',
);

const PAGE = new RegExp(
  `${COMES}(?:(?!\\b(?:not|never|no longer)\\b|n['’]t\\b)[^.,;]){0,40}?${ITS_PAGE}|(?:返回|得到|显示|看到|出现|变成)[^。；，]{0,10}${FILTER_ZH}[^。；，]{0,8}(?:页面?|网页)`,
  'i',
);

/** Whether it tells that something between kept the request, or answered it. */
export function tellsOfFilter(text: string): boolean {
  return FILTERED.test(text) || PAGE.test(text);
}

/** Whether it tells that a page of such a filter came in the place of the answer. */
export function tellsOfFiltersPage(text: string): boolean {
  return PAGE.test(text);
}
