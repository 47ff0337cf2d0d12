/** At which point of the conversation it failed. */

import type { Stage } from '../types.js';
import { isOfLogin, speaksOfLogin } from './login-words.js';
import { OUR_HOST } from './registry-names.js';

/** A token that is for no image: whoever logs in asks for one (facts, section 1). */
const WITHOUT_SCOPE = new RegExp(String.raw`https?://${OUR_HOST}/token\?(?![^\s"'\x60]*\bscope=)`);
/** The same as `curl` is told, which sends what stands in its line and nothing else. */
const BY_CURL = new RegExp(String.raw`\bcurl\b(?!.*\bscope=).*https?://${OUR_HOST}/token(?![\w./?-])`);
const OF_AN_IMAGE = /\/v2\/[\w.-]|\b(?:manifest|blob)s?\b/;

function asksForNothing(text: string): boolean {
  return (WITHOUT_SCOPE.test(text) || BY_CURL.test(text)) && !OF_AN_IMAGE.test(text);
}

/** What the failing request was about: the last address in the line counts. */
export function stageIn(text: string): Stage | null {
  if (isOfLogin(text) || asksForNothing(text)) return 'login';
  if (
    /\/token(?:\?|\b)|oauth token|anonymous token|bearer token|ing an auth(?:entication)? token/i.test(text)
  )
    return 'token';
  // The library of wasm's clients, and tart's, of the token endpoint's answer.
  if (/\bAuthentication failure: [{[]|\bAuthFailed\(why: /.test(text)) return 'token';
  if (/\bblobs\/uploads?\b|initiating layer upload|Tried to push BLOB|checking push permission/.test(text))
    return 'upload';
  if (
    /\/blobs\/sha256|reuse blob|(?:reading|fetching) blob|error writing layer blob|ref "layer-|image configuration/.test(
      text,
    )
  )
    return 'blob';
  if (
    /\/manifests\/|\/tags\/list|ref "(?:manifest|index)-|pull access denied for|no pull access|(?:reading|uploading) manifest|\[manifests |manifest unknown|failed to resolve/i.test(
      text,
    )
  )
    return 'manifest';
  if (/\/v2\/?["']?(?::? |$)/.test(text) || speaksOfLogin(text)) return 'login';
  return null;
}
