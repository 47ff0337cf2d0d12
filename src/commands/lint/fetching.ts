/** What `lint` misses of other repositories: fetched, round after round, until nothing new is asked for. */
import type { FetchedFile, FileAt, UnreadableReason } from '../../evidence/api/repository-files.js';
import type { FilesElsewhere } from '../../workflow/repository/elsewhere.js';
import { fileElsewhere } from '../../workflow/text/job.js';

/** Called workflows call workflows, actions use actions: github.com allows ten levels of each. */
const MAX_ROUNDS = 10;
/** Files of other repositories in one call. */
const MAX_FETCHED = 200;

/** Why a file of another repository is not there; `too-many`: it was not asked for. */
export type UnfetchedReason = UnreadableReason | 'too-many';

/**
 * @param look judges with what is there; what it misses is noted in `elsewhere`
 * @param fetch in the order in which they are asked for; never rejects
 * @returns why a file could not be read, by its name
 */
export async function fetchElsewhere(
  elsewhere: FilesElsewhere,
  look: () => Promise<unknown>,
  fetch: (wanted: readonly FileAt[]) => Promise<readonly FetchedFile[]>,
): Promise<Map<string, UnfetchedReason>> {
  const unread = new Map<string, UnfetchedReason>();
  let left = MAX_FETCHED;
  for (let round = 0; ; round += 1) {
    await look();
    const { wanted: names, left: over } = elsewhere.takeWanted(round < MAX_ROUNDS ? left : 0);
    for (const name of over) unread.set(name, 'too-many');
    if (names.length === 0) break;
    left -= names.length;
    const fetched = await fetch(names.map((name) => fileElsewhere(name) as FileAt));
    for (const [index, name] of names.entries()) {
      const file = fetched[index] ?? { text: null, reason: 'unreachable' };
      elsewhere.put(name, file.text);
      if (file.text === null) unread.set(name, file.reason);
    }
  }
  return unread;
}
