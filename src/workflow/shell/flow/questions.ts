/** Programs that are asked by how they end, and do nothing: is it there, does it answer, is it the same? */

/** By what they look at, in the words of a command. What ends well whatever it finds, as `git log` does, asks nothing. */
const QUESTIONS: readonly string[] = [
  // A machine: what listens, runs, is installed.
  'n(?:c|cat|etcat) (?:\\S+ )*?-[a-z]*z',
  'ping ',
  '(?:pgrep|pidof|lsof|getent|hash) ',
  'systemctl (?:-\\S+ )*(?:is-\\w+|status) ',
  'service \\S+ status ',
  '(?:dpkg -[sl]|dpkg-query|rpm -q\\w*|apk info|brew (?:list|ls)|pip3? show|snap list) ',
  'pg_isready |redis-cli (?:-\\S+ \\S+ )*ping |mysqladmin (?:\\S+ )*ping ',
  // Files.
  '(?:sha\\d*sum|shasum|md5sum|b2sum) (?:\\S+ )*(?:-\\w*c|--check)',
  'jq (?:\\S+ )*?(?:-\\w*e|--exit-status)|yq (?:\\S+ )*?(?:-\\w*e|--exit-status)',
  'git (?:-C \\S+ )?(?:cat-file -e|describe|symbolic-ref|verify-(?:tag|commit)|check-ignore|grep|config --get\\S*|diff-(?:index|tree|files) (?:\\S+ )*--(?:quiet|exit-code)) ',
  // What has been published, or deployed.
  'wget (?:\\S+ )*--spider ',
  '(?:npm|pnpm|yarn) (?:view|info|show) |pip3? index ',
  'gh (?:pr|run|issue|repo|workflow) (?:view|checks) |gh auth status ',
  'kubectl (?:-\\S+ \\S+ )*(?:get|describe|auth can-i) ',
  'helm (?:status|get|history) ',
  'aws (?:--\\S+ \\S+ )*\\S+ (?:describe|get|head)-|gcloud (?:\\S+ )+describe |az (?:\\S+ )+show ',
];

const ASKS = new RegExp(`^(?:${QUESTIONS.join('|')})`);

/** Is a command there for its answer alone? Who goes on behind one of them, `nc -z db 5432 || docker push …`, has asked for a fact. */
export function onlyAsks(words: readonly string[]): boolean {
  return ASKS.test(`${words.join(' ')} `);
}
