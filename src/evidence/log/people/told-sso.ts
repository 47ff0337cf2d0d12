/**
 * Somebody tells, beside a refusal without a reason, that the organization has single sign-on and the token is not
 * authorized for it. The registry itself says no word about that (facts L12): then this decides.
 */
import { SSO } from './reasons/table.js';

/** In one sentence, or in two clauses: that it is on there, and that the token was not authorized. */
const TELLS = [
  SSO,
  /\b(?:SAML|SSO|single sign-on)\b[^.!?]{0,60}\b(?:tokens?|PATs?)\b[^.!?]{0,20}\b(?:not|n['’]t|never)\b[^.!?]{0,10}\b(?:been )?authori[sz]ed\b/i,
  /(?:SAML|SSO|单点登录)[^。？]{0,30}(?:令牌|token|PAT)[^。？]{0,10}(?:没有?|未|还没)[^。？]{0,12}授权/i,
  /(?:没有?|未|还没)[^。？，；]{0,16}(?:SSO|SAML|单点登录)[^。？，；]{0,4}授权/i,
];

/** It is asked, supposed, or over. */
const OPEN =
  /[?？吗]|\b(?:if|whether|maybe|perhaps|might|may|check|make sure|fixed|solved|works now)\b|如果|是否|可能|检查|确认|请|已解决/i;

/** Lines that are longer were written by a program. */
const LONGEST = 600;

/** Whether a line tells that the token lacks the authorization for single sign-on. */
export function tellsOfSso(text: string): boolean {
  if (text.length > LONGEST || !/SSO|SAML|single sign-on|单点登录/i.test(text)) return false;
  return TELLS.some((pattern) => pattern.test(text)) && !OPEN.test(text);
}
