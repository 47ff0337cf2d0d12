/**
 * Somebody tells that a token is not authorized for the organization's single sign-on. The registry itself says no word
 * about that (facts L12): beside a refusal without a reason this decides, and so it does where it is given as the reason.
 *
 * That there is no single sign-on says the opposite: each way to say it names the authorization, or the token.
 */
import { isAskedElsewhere } from '../asked-for.js';
import { LONGEST_OF_PEOPLE, sentencesOf } from '../prose.js';

const IT = '(?:SAML|SSO|[Ss]ingle[ -][Ss]ign-?on)';
const WHOSE = `(?:(?:the|our|my|its|their) )?(?:[\\w-]+['’]s? )?(?:org(?:ani[sz]ation)?['’]?s? )?`;
const NOT = "(?:not|n[’']t|never|no longer|without(?: being)?)";
const TOKEN = '(?:tokens?|PATs?|credentials?|secrets?|keys?)';
const NONE_YET = '(?:没有?|未|还没|忘了|忘记了?)';

/** Up to the verb that is said of them; whoever is named as the subject there is the organization. */
const OF_TOKEN = `(?<!\\b(?:org(?:ani[sz]ation)?|company|enterprise|team|repo(?:sitory)?)\\b[^.,;]{0,24})`;

/** In one clause. */
const CLAUSE = [
  `${NOT} (?:yet )?(?:been )?authori[sz]ed (?:for|by|with|in|on|via|through|under|against|to) ${WHOSE}${IT}\\b`,
  `\\b${TOKEN}\\b[^.,;]{0,30}?${NOT} (?:yet )?(?:been )?(?:enabled|approved|set up|configured) (?:for|with|in|via|through) ${WHOSE}${IT}\\b`,
  `${OF_TOKEN}${NOT} (?:yet |been ){0,2}${IT}(?: ${IT})?[- ](?:authori[sz]ed|enabled|approved)`,
  `\\b(?:without|lacks?|lacked|lacking|missing|misses|no|needs|needed) (?:the |an? )?${IT}(?: ${IT})? authori[sz]ation`,
  `${IT}[- ](?:authori[sz]ation) (?:was|is) (?:missing|not there|never given)`,
  `${IT}[- ]not authori[sz]ed|${IT} (?:was|is|has) (?:not|never) (?:been )?authori[sz]ed`,
  `${IT} (?:was|is|has) (?:not|never) (?:been )?(?:enabled|approved|configured) (?:for|on) (?:the |this |my |our )?${TOKEN}`,
  `(?:forgot to|(?:not|n[’']t|never)(?: yet)?) authori[sz]ed? (?:the |this |my |our |that |it)?(?:\\w+ )?(?:${TOKEN} )?(?:for|with|in|on|via|through) ${WHOSE}${IT}\\b`,
  `(?:forgot to|(?:not|n[’']t|never)(?: yet)?) (?:click(?:ed)?|press(?:ed)?|used?|open(?:ed)?|done|do|did) (?:on )?["'\`“]?Configure SSO`,
  `${NONE_YET}[^。？，；]{0,16}${IT}[^。？，；]{0,4}授权`,
  `${NONE_YET}[^。？，；]{0,8}授权[^。？，；]{0,6}${IT}`,
  `${IT}[^。？，；]{0,6}${NONE_YET}[^。？，；]{0,4}授权`,
].join('|');

/** In two clauses: that it is on there, and that the token was not authorized. */
const IN_TWO = [
  `\\b${IT}\\b[^.!?]{0,60}\\b${TOKEN}\\b[^.!?]{0,20}${NOT} (?:yet |been )*authori[sz]ed\\b`,
  `${IT}[^。？]{0,30}(?:令牌|token|PAT)[^。？]{0,10}${NONE_YET}[^。？]{0,12}授权|单点登录[^。？]{0,30}(?:令牌|token|PAT)[^。？]{0,10}${NONE_YET}[^。？]{0,12}授权`,
  `${NONE_YET}[^。？，；]{0,16}单点登录[^。？，；]{0,4}授权`,
].join('|');

/** The clause itself, as a reason that is given. */
export const LACKS_SSO = new RegExp(CLAUSE, 'i');
const TELLS = new RegExp(`${CLAUSE}|${IN_TWO}`, 'i');

/** It is asked, supposed, ruled out, or over. */
const OPEN =
  /[?？吗]|\b(?:if|whether|maybe|perhaps|might|may|check|make sure|ruled out|fixed|solved|works now)\b|如果|是否|可能|检查|确认|请|已解决|不是因为/i;

/** Whether a sentence of the text tells that the token lacks the authorization for single sign-on. */
export function tellsOfSso(text: string): boolean {
  if (text.length > LONGEST_OF_PEOPLE || !/SSO|SAML|single[ -]sign-?on|单点登录/i.test(text)) return false;
  return sentencesOf(text).some((sentence) => {
    const found = TELLS.exec(sentence);
    return found !== null && !OPEN.test(sentence) && !isAskedElsewhere(sentence, found.index);
  });
}
