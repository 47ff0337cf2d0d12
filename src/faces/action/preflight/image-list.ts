/** The input `images` as people write it. */

/**
 * A list with dashes, in brackets or with quotes around its names is the one that was meant: an action's inputs are texts, and none
 * of these signs stands at the beginning or the end of a reference. So is `toJSON` of one. Double quotes are those of a list
 * with commas in it, which its reader knows. What docker/metadata-action passes over in its list is left out: a list of nothing but
 * comments names nothing. Only here: in the tags of a build a comment is a tag, which docker refuses.
 */
export function imageList(given: string): string {
  const list = given.replace(/(?<!\S)#.*/g, '');
  const bare = list.trim();
  const entries = bare.startsWith('[') && bare.endsWith(']') ? bare.slice(1, -1) : list;
  return entries
    .replace(/^[ \t]*-[ \t]+/gm, '')
    .replace(/(?<=^|,)[ \t]*'([^',\n]*)'[ \t]*(?=,|\r?$)/gm, '$1');
}
