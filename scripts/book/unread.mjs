// A message of a cause that the reader of logs passes over: its page would promise what `explain` does not see.

/** What others say too is taken for GitHub's only where more lines are of its registry or its packages. */
const AROUND = [
  '##[group]Run docker push ghcr.io/octo/app:1',
  '##[endgroup]',
  'The push refers to repository [ghcr.io/octo/app]',
  'gh api /orgs/octo/packages?package_type=container',
];

/**
 * Why a message, read as a log of its own, shows nothing; null: it shows a refusal.
 *
 * @param reader what it is read with: `readLog`, `Scanner`, `LOOK`, `phraseIn` of src/evidence/log, and the known `tools`
 */
export async function unreadReason(message, { readLog, Scanner, LOOK, phraseIn, tools }) {
  const isSeen = async (lines) => {
    const { jobs } = await readLog([Buffer.from(`${lines.join('\n')}\n`)], 'message', tools);
    return jobs.some(({ symptoms }) => symptoms.length > 0);
  };
  if ((await isSeen([message])) || (await isSeen([...AROUND, message]))) return null;
  const lines = new Scanner(tools.automaton).add(Buffer.from(`${message}\n`));
  const quoted = message.replaceAll('\n', ' ⏎ ');
  if (!lines.some(({ look }) => look & LOOK.refusal))
    return `no word of src/evidence/log/words/vocabulary/refusals.ts is in: ${quoted}`;
  if (!message.split('\n').some((line) => phraseIn(line)))
    return `no phrase of src/evidence/log/words/phrases/ is in: ${quoted}`;
  return `its phrase in src/evidence/log/words/phrases/ is taken for nobody's (see \`whose\`): ${quoted}`;
}
