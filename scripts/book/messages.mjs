// The index by message: what a search for the words of an error should find. The causes of each message, and
// their order, are those that `explain` itself names when it sees the message and nothing else.

/** Every message of the book, with its causes. `explained(text)` gives the ids, likeliest first. */
export async function messagesOf(causes, explained) {
  const found = new Map();
  for (const cause of causes) {
    for (const message of cause.seen ?? []) {
      const ids = found.get(message) ?? (await explained(message));
      // A cause that shows only in the light of other lines stands at the end.
      found.set(message, ids.includes(cause.id) ? ids : [...ids, cause.id]);
    }
  }
  return [...found].sort(([one], [other]) => compare(words(one), words(other)));
}

/** Other causes that the messages of this one can have, the nearest first. */
export function neighboursOf(cause, messages, causes) {
  const ids = messages
    .filter(([message]) => cause.seen?.includes(message))
    .flatMap(([, all]) => all)
    .filter((id) => id !== cause.id);
  return [...new Set(ids)].slice(0, 5).map((id) => causes.find((other) => other.id === id));
}

/**
 * The short messages, with what `explain` says of each.
 *
 * @param {{ seen: string, finding: (language: string) => import('../../src/types.js').Finding | undefined }[]} short
 */
function shortMessages(short, language, say, title) {
  return short.flatMap(({ seen, finding }) => {
    const { id, alternatives, fix } = finding(language);
    return [
      '```text',
      seen,
      '```',
      '',
      `${say.shortTry}${fix.summary}`,
      '',
      ...[id, ...alternatives]
        .slice(0, 4)
        .map((each) => `- [${title(each)}](causes/${each}.md) (\`${each}\`)`),
      '',
    ];
  });
}

export function messagePage(messages, short, causes, language, words) {
  const say = words.messageIndex;
  const title = (id) => causes.find((cause) => cause.id === id).text[language].title;
  const lines = [
    `# ${say.title}`,
    '',
    `[${words.index}](causes/README.md) · [${words.errors.title}](errors.md) · [${words.other.name}](${words.other.docs}/messages.md)`,
    '',
    say.intro,
    '',
    ...messages.flatMap(([message, ids]) => [
      '```text',
      message,
      '```',
      '',
      ...ids.slice(0, 6).map((id) => `- [${title(id)}](causes/${id}.md) (\`${id}\`)`),
      '',
    ]),
    `## ${say.shortTitle}`,
    '',
    say.shortIntro,
    '',
    ...shortMessages(short, language, say, title),
    `## ${say.framesTitle}`,
    '',
    say.framesIntro,
    '',
    `| ${say.frameColumns.join(' | ')} |`,
    '| --- | --- | --- |',
    ...say.frames.map(([client, text, note]) => `| ${client} | \`${text}\` | ${note} |`),
    '',
  ];
  return lines.join('\n');
}

/** Sorted by the registry's words, not by the frame of the client in front of them. */
function words(message) {
  return message.replace(/^(?:denied|unauthorized|error|##\[error\]|gh): /i, '').toLowerCase();
}

function compare(one, other) {
  return one < other ? -1 : one > other ? 1 : 0;
}
