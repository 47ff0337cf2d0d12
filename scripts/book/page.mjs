// The page of one cause, and the list of them.
import { link, prose, sources } from './prose.mjs';

/** @param neighbours causes that the same messages can have, likeliest first */
export function page(cause, language, words, facts, neighbours) {
  const text = cause.text[language];
  const address = cause.page?.(facts);
  const command = cause.command?.(facts);
  const tell = text.tell?.(facts);
  const folk = text.folk?.(facts);
  const lines = [
    `# ${text.title}`,
    '',
    `${words.id}${words.colon}\`${cause.id}\` · ${words.severityLabel}${words.colon}${words.severity[cause.severity]} · [${words.all}](README.md) · [${words.other.name}](${words.other.path}/${cause.id}.md)`,
    '',
    `## ${words.messages}`,
    '',
    ...(cause.seen?.length
      ? [words.messagesIntro, '', '```text', ...cause.seen, '```', '']
      : [words.noMessages, '']),
    `## ${words.means}`,
    '',
    prose(text.message(facts, cause.exampleDetail)),
    '',
    ...(tell || neighbours.length ? [`## ${words.tell}`, ''] : []),
    ...(tell ? [prose(tell), ''] : []),
    ...(neighbours.length
      ? [
          `${words.neighbours}${words.colon}${neighbours.map((other) => `[${other.text[language].title}](${other.id}.md)`).join(words.comma)}${language === 'en' ? '.' : '。'}`,
          '',
        ]
      : []),
    `## ${words.change}`,
    '',
    prose(text.fix(facts, cause.exampleDetail)),
    '',
    ...(address
      ? [`${words.open}${words.colon}${link(address)}${isOfOrganization(address) ? words.ofPerson : ''}`, '']
      : []),
    ...(command ? [`${words.run}${words.colon}\`${command}\``, ''] : []),
    ...(cause.change
      ? [
          `${words.before}${words.colon.trimEnd()}`,
          '',
          ...fence(cause.change.language, commented(cause.change.before, cause.change, language)),
          `${words.after}${words.colon.trimEnd()}`,
          '',
          ...fence(cause.change.language, commented(cause.change.after, cause.change, language)),
        ]
      : []),
    ...(folk ? [`## ${words.folk}`, '', prose(folk), ''] : []),
    `## ${words.sources}`,
    '',
    ...sources(cause, language, words),
    '',
  ];
  return lines.join('\n');
}

/** The settings of a package stand elsewhere where a person has it (facts, number 8). */
function isOfOrganization(address) {
  return /\/orgs\/[^/]+\/packages\/container\//.test(address);
}

/** The code with its comments in the page's language. */
function commented(code, { inChinese = {} }, language) {
  if (language === 'en') return code;
  return code.replace(/(^| )# (.+)$/gm, (whole, before, comment) =>
    comment in inChinese ? `${before}# ${inChinese[comment]}` : whole,
  );
}

function fence(language, text) {
  return [`\`\`\`${language}`, ...text.split('\n'), '```', ''];
}

export function index(causes, language, words, placeholders) {
  const row = (cells) => `| ${cells.join(' | ')} |`;
  const lines = [
    `# ${words.index}`,
    '',
    `[${words.other.name}](${words.other.path}/README.md)`,
    '',
    words.intro,
    '',
    row(words.columns),
    row(words.columns.map(() => '---')),
    ...causes.map((cause) => {
      const text = cause.text[language];
      const message = prose(text.message(placeholders(cause), cause.exampleDetail)).replaceAll('|', '\\|');
      return row([`[\`${cause.id}\`](${cause.id}.md)`, text.title, message]);
    }),
    '',
  ];
  return lines.join('\n');
}
