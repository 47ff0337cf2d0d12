/** A look at a script, before it is followed, for commands that change files. */

const CHANGES_FILES =
  /\bgit(?:\s+-\S{1,200}(?:\s+[^\s-]\S{0,200})?){0,3}\s+(?:apply|am|checkout|switch|restore|reset|pull|merge|rebase|cherry-pick|revert|clone)\b|\bgh\s+(?:(?:release|run)\s+download|pr\s+checkout|repo\s+clone)\b|\b(?:patch|tar|unzip|tee|curl|wget|envsubst|sponge|rsync|ed|ex|sd|rpl)\s|>\s*["']?[\w.$-]|\b(?:cp|mv|ln|install|dd)\s|\s-\w*i\b/;

/** The same in PowerShell. */
const CHANGES_CONTENT =
  /\b(?:(?:set|add|edit)-content|out-file|tee-object|(?:copy|move|new)-item|invoke-(?:webrequest|restmethod)|i[wr][rm]|expand-archive)\b|::(?:write|append)all/i;

/** May a script do something to files? What a later step starts may be another one then. */
export function mayChangeFiles(source: string): boolean {
  return CHANGES_FILES.test(source) || CHANGES_CONTENT.test(source);
}
