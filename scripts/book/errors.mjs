// The table of errors: every answer that the causes name, by step and status.

/** @param explained the ids for a text, likeliest first: the order within a row */
export async function errorPage(causes, language, words, explained) {
  const say = words.errors;
  const rows = causes.flatMap((cause) => (cause.answers ?? []).map((answer) => ({ ...answer, cause })));
  const steps = [];
  for (const [step, title] of Object.entries(say.steps)) {
    const answers = new Map();
    for (const row of rows.filter((one) => one.step === step)) {
      const key = `${row.status} ${row.message}`;
      answers.set(key, [...(answers.get(key) ?? []), row]);
    }
    const sorted = [...answers.values()].sort(([one], [other]) => order(one) - order(other));
    for (const group of sorted) {
      const ids = await explained(framed(group[0]));
      const place = ({ cause }) => (ids.includes(cause.id) ? ids.indexOf(cause.id) : ids.length);
      group.sort((one, other) => place(one) - place(other));
    }
    steps.push([
      `## ${title}`,
      '',
      `| ${say.columns.join(' | ')} |`,
      '| --- | --- | --- |',
      ...sorted.map((group) => {
        const [{ status, message }] = group;
        const shown = status === 0 ? say.none : status === 500 ? say.fiveHundred : status;
        // A pipe would end the cell.
        const said = message ? `\`${message.replaceAll('|', '\\|')}\`` : say.silent;
        const links = group.map(({ cause }) => `[${cause.text[language].title}](causes/${cause.id}.md)`);
        return `| ${shown} | ${said} | ${links.join('<br>')} |`;
      }),
      '',
    ]);
  }
  return [
    `# ${say.title}`,
    '',
    `[${words.index}](causes/README.md) · [${words.messageIndex.title}](messages.md) · [${words.other.name}](${words.other.docs}/errors.md)`,
    '',
    say.intro,
    '',
    ...steps.flat(),
  ].join('\n');
}

/** What is no answer at all comes last. */
function order({ status, message }) {
  return (status || 999) * 2 + (message ? 0 : 1);
}

/** The answer as a client prints it. */
function framed({ step, status, message }) {
  const head = 'unexpected status from HEAD request to https://ghcr.io/v2/octo/app';
  if (step === 'blob')
    return `${head}/blobs/sha256:0: ${status} ${status === 400 ? 'Bad Request' : 'Forbidden'}`;
  if (step === 'manifest-pull' && !message) return `${head}/manifests/1: ${status} Forbidden`;
  if (step === 'login') return `Get "https://ghcr.io/v2/": ${message.replace(/^DENIED/, 'denied')}`;
  if (step === 'token') return `GET https://ghcr.io/token?scope=repository%3Aocto%2Fapp%3Apull: ${message}`;
  if (step === 'upload') return `POST https://ghcr.io/v2/octo/app/blobs/uploads/: ${message}`;
  if (step === 'manifest-push') return `PUT https://ghcr.io/v2/octo/app/manifests/1: ${message}`;
  return step === 'manifest-pull' ? `GET https://ghcr.io/v2/octo/app/manifests/1: ${message}` : message;
}
