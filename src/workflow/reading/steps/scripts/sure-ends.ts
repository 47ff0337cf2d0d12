/** Which scripts of PowerShell surely end with an error of their own: a program that fails ends none (docs: about_Throw, about_Trap, about_Language_Keywords, Exit). */

/** At the outermost level: what stands in a block may never be run. */
const ENDS = /^(?:exit[ \t]+[1-9]\d*|throw\b.*)[ \t]*;?[ \t]*(?:#.*)?$/im;

/** What may take it back, and what may hold a line that is none of the script: texts of several lines, comments. */
const MAY_HOLD = /\b(?:try|trap|catch|finally)\b|\bErrorActionPreference\b|@["']|<#/i;

/** @param written the script, as it stands */
export function endsByItself(written: string): boolean {
  return ENDS.test(written) && !MAY_HOLD.test(written);
}
