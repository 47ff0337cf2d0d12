/** Programs that run the command in their own words, as it stands: one table for what is pushed, pulled and logged in behind them. */

interface Wrapper {
  /** Options whose value is the next word, also behind short ones without any. */
  takes?: RegExp;
  /** The words that it wants in front of its options: `doppler run`. */
  begins?: readonly RegExp[];
  /** Words of its own between its options and the command: how long it may take, which file it locks. */
  operands?: number;
  /** Variables may stand in front of the command: `env A=1 docker push …`. */
  assigns?: true;
  /** Behind this option stands no command: `command -v docker` asks, and `flock -c` has a text. */
  stops?: RegExp;
  /** The option whose value is words that stand in front of the others. */
  splits?: RegExp;
  /** How often, how long: words of its own that are numbers. */
  counts?: true;
  /** Words of its own up to `--`, as many as there are; without it, it runs nothing. */
  dashed?: true;
  /** A word of its own that may stand behind its options, before further ones. */
  subcommand?: RegExp;
  /** It has variables for the command that no text tells. */
  brings?: true;
}

/**
 * By name, without a folder. Sources: sudo(8), doas(1), bash(1), builtins; GNU coreutils: env, timeout, nice, stdbuf; util-linux:
 * ionice(1), setsid(1), taskset(1), chrt(1), flock(1); time(1); strace(1); moreutils: chronic(1); expect: unbuffer(1);
 * fakeroot(1); eatmydata(1); macOS: caffeinate(8), arch(1); proxychains4(1); torsocks(1); retry of Debian, of joshdk and of
 * kadwanev (README.md); developer.1password.com, op run; docs.doppler.com, CLI, run; infisical.com/docs/cli/commands/run;
 * dotenvx.com/docs, run; dotenv-cli and python-dotenv (README.md); 99designs/aws-vault and segmentio/chamber, exec (README.md);
 * tianon/gosu and ncopa/su-exec (README.md); runuser(1); xvfb-run(1), dbus-run-session(1), ssh-agent(1), krallin/tini and Yelp/dumb-init
 * (README.md); docs.cachix.org, Pushing; docs.attic.rs, watch-exec; docs.sentry.io, Monitors, CLI; DataDog/datadog-ci, trace;
 * honeycombio/buildevents, in-toto/witness, equinix-labs/otel-cli, tellerops/teller, cyberark/summon, GoogleCloudPlatform/berglas (README.md);
 * flox.dev/docs, activate; depot.dev/docs/cli/reference, exec.
 */
const WRAPPERS: Readonly<Record<string, Wrapper>> = {
  sudo: {
    takes:
      /^(?:-[AbBEHiKklnPSsv]*[ugChpTUrtDR]|--(?:user|group|host|prompt|close-from|command-timeout|other-user|role|type|chdir|chroot))$/,
    assigns: true,
  },
  doas: { takes: /^-n*[uCa]$/ },
  command: { stops: /^-p*[vV]/ },
  builtin: {},
  exec: { takes: /^-[cl]*a$/ },
  time: { takes: /^(?:-[apqvV]*[fo]|--(?:format|output))$/ },
  nohup: {},
  env: {
    takes: /^(?:-[iv0]*[uC]|--(?:unset|chdir))$/,
    assigns: true,
    splits: /^(?:-[iv0]*S|--split-string(?:=|$))/,
  },
  timeout: { takes: /^(?:-[fpv]*[ks]|--(?:kill-after|signal))$/, operands: 1 },
  nice: { takes: /^(?:-n|--adjustment)$/ },
  ionice: { takes: /^(?:-t*[cn]|--(?:class|classdata))$/, stops: /^-[pPu]/ },
  stdbuf: { takes: /^(?:-[ioe]|--(?:input|output|error))$/ },
  setsid: {},
  taskset: { operands: 1, stops: /^(?:-\w*p|--pid$)/ },
  chrt: {
    takes: /^(?:-[TPD]|--sched-(?:runtime|period|deadline))$/,
    operands: 1,
    stops: /^(?:-\w*[pm]|--(?:pid|max)$)/,
  },
  flock: {
    takes: /^(?:-[exsnoFuv]*[wE]|--(?:wait|timeout|conflict-exit-code))$/,
    operands: 1,
    stops: /^(?:-c|--command)$/,
  },
  strace: { takes: /^-[fqrtTvxyC]*[abeEIoOpPsSuXU]$/, stops: /^(?:-p|--attach)/ },
  chronic: {},
  unbuffer: {},
  fakeroot: { takes: /^(?:-[lsib]|--(?:lib|faked))$/ },
  eatmydata: {},
  caffeinate: { takes: /^-[dimsu]*[tw]$/ },
  arch: { takes: /^-(?:arch|d|e)$/ },
  winpty: {},
  proxychains: { takes: /^-q?f$/ },
  torsocks: { takes: /^(?:-[dqi]*[uPpat]|--(?:user|pass|address|port))$/ },
  retry: {
    takes:
      /^(?:-[dtusmxf]|--?(?:delay|times|tries|sleep|min|max|fail|attempts|jitter|max-time|task-time|consecutive|until|while|up-to|every))$/,
    counts: true,
  },
  op: { begins: [/^run$/], takes: /^--(?:env-file|environment|account|config)$/, brings: true },
  doppler: {
    begins: [/^run$/],
    takes:
      /^(?:-[pct]|--(?:project|config|token|scope|fallback|passphrase|preserve-env|mount|name-transformer))$/,
    stops: /^--command(?:=|$)/,
    brings: true,
  },
  infisical: {
    begins: [/^run$/],
    takes: /^--(?:env|projectId|path|token|tags|domain|project-config-dir)$/,
    stops: /^--command(?:=|$)/,
    brings: true,
  },
  dotenvx: {
    begins: [/^run$/],
    takes: /^(?:-[fek]+|-fk|--(?:env|env-file|env-keys-file|env-vault-file|convention))$/,
    brings: true,
  },
  // dotenv-cli of npm, and python-dotenv, which has its subcommand behind its options: `dotenv -f .env run -- docker push …`.
  dotenv: { takes: /^(?:-[evpfq]|--(?:file|quote|export))$/, subcommand: /^run$/, brings: true },
  'aws-vault': {
    begins: [/^exec$/],
    takes: /^(?:-[dtn]|--(?:duration|region|mfa-token|session-name))$/,
    operands: 1,
    brings: true,
  },
  // It takes any number of services, so that only what follows the dashes is the command.
  chamber: { begins: [/^exec$/], dashed: true, brings: true },
  gosu: { operands: 1 },
  'su-exec': { operands: 1 },
  runuser: {
    takes: /^-(?:[mp]*[ugGsTw]|-(?:user|group|supp-group|shell|whitelist-environment))$/,
    stops: /^(?:-\w*c|--(?:session-)?command)/,
  },
  'xvfb-run': {
    takes: /^(?:-[al]*[efnpsw]|--(?:auth-file|error-file|server-num|server-args|xauth-protocol|wait))$/,
  },
  'dbus-run-session': { takes: /^--(?:config-file|dbus-daemon)$/ },
  'ssh-agent': { takes: /^-[cDds]*[aEOPt]$/, stops: /^-[cDds]*k$/ },
  tini: { takes: /^-[gsvw]*[ep]$/ },
  'dumb-init': { takes: /^(?:-[cv]*r|--rewrite)$/ },
  // What caches, watches or measures what is built: its own words end with the dashes.
  cachix: { begins: [/^watch-exec$/], dashed: true },
  attic: { begins: [/^watch-exec$/], dashed: true },
  'sentry-cli': { begins: [/^monitors$/, /^run$/], dashed: true },
  'datadog-ci': { begins: [/^trace$/], dashed: true },
  buildevents: { begins: [/^cmd$/], dashed: true },
  witness: { begins: [/^run$/], dashed: true },
  'otel-cli': { begins: [/^exec$/], dashed: true },
  depot: { begins: [/^exec$/], takes: /^--(?:env-file|platform|progress|project|token)$/ },
  teller: { begins: [/^run$/], dashed: true, brings: true },
  flox: { begins: [/^activate$/], dashed: true, brings: true },
  berglas: { begins: [/^exec$/], dashed: true, brings: true },
  summon: { takes: /^(?:-[pfeDr]|--(?:provider|environment|yaml|subs))$/, brings: true },
};

/** The same by other names. */
const SAME: Readonly<Record<string, string>> = {
  gtimeout: 'timeout',
  gtime: 'time',
  genv: 'env',
  gnice: 'nice',
  gnohup: 'nohup',
  gstdbuf: 'stdbuf',
  proxychains4: 'proxychains',
};

const SYSTEM_FOLDER = /^\/(?:usr\/)?(?:local\/)?s?bin\//;

/**
 * A wrapper by its name, as it is called: `/usr/bin/env`, `gtimeout`; null: it is none.
 */
export function wrapperNamed(called: string): string | null {
  const bare = called.replace(SYSTEM_FOLDER, '');
  const name = Object.hasOwn(SAME, bare) ? (SAME[bare] as string) : bare;
  return Object.hasOwn(WRAPPERS, name) ? name : null;
}

/** Does such a one have variables for its command that no text tells? */
export function wrapperBringsVariables(called: string): boolean {
  const name = wrapperNamed(called);
  return name !== null && WRAPPERS[name]?.brings === true;
}

/** Does the option of this wrapper take the next word? */
export function takesNext(name: string, option: string): boolean {
  return WRAPPERS[name]?.takes?.test(option) ?? false;
}

/** The command behind the first wrapper; null: there is none, or it runs nothing that can be told. */
export function unwrapped(words: readonly string[]): string[] | null {
  const name = wrapperNamed(words[0] ?? '');
  const wrapper = name === null ? undefined : WRAPPERS[name];
  if (!wrapper || words.length < 2) return null;
  const { begins = [], operands = 0 } = wrapper;
  if (!begins.every((each, at) => each.test(words[at + 1] ?? ''))) return null;
  let rest: readonly string[] = words.slice(1 + begins.length);
  if (wrapper.dashed) rest = rest.includes('--') ? rest.slice(rest.indexOf('--')) : [];
  rest = withoutOptions(rest, wrapper) ?? [];
  if (wrapper.assigns) rest = rest.slice(countWhile(rest, (each) => /^[A-Za-z_]\w*=/.test(each)));
  if (wrapper.counts) rest = rest.slice(countWhile(rest, (each) => /^\d+(?:\.\d+)?[smh]?$/.test(each)));
  if (wrapper.subcommand?.test(rest[0] ?? '')) rest = rest.slice(1);
  rest = rest.slice(operands);
  // `aws-vault exec PROFILE -- docker push …`, `retry 3 -- docker push …`; behind `env A=1` no option of env stands.
  if (!wrapper.assigns) rest = withoutOptions(rest, wrapper) ?? [];
  return rest.length === 0 ? null : [...rest];
}

function withoutOptions(
  words: readonly string[],
  { takes, stops, splits }: Wrapper,
): readonly string[] | null {
  let rest = words;
  for (;;) {
    const [option = '', next = ''] = rest;
    if (!option.startsWith('-')) return rest;
    if (stops?.test(option)) return null;
    if (option === '--') return rest.slice(1);
    const [said = null] = splits?.exec(option) ?? [];
    if (said !== null) {
      const isNext = said === option && !said.endsWith('=');
      const split = plainWords(isNext ? next : option.slice(said.length));
      if (split === null) return null;
      rest = [...split, ...rest.slice(isNext ? 2 : 1)];
    } else rest = rest.slice(takes?.test(option) ? 2 : 1);
  }
}

/** The words with those in the place of a text that is split into them: `env -S 'A=1 docker push x'`. */
export function withSplitText(words: readonly string[]): readonly string[] {
  const { splits } = WRAPPERS.env as Wrapper;
  const at = wrapperNamed(words[0] ?? '') === 'env' ? words.findIndex((each) => splits?.test(each)) : -1;
  const [option = '', next = ''] = at === -1 ? [] : words.slice(at);
  const [said = null] = splits?.exec(option) ?? [];
  if (said === null) return words;
  const isNext = said === option && !said.endsWith('=');
  const split = plainWords(isNext ? next : option.slice(said.length));
  return split === null ? words : [...words.slice(0, at), ...split, ...words.slice(at + (isNext ? 2 : 1))];
}

/** `env -S 'docker push x'`; with quotes and escapes it has a language of its own. */
function plainWords(text: string): string[] | null {
  return /["'\\$#]/.test(text) ? null : text.split(/\s+/).filter((each) => each !== '');
}

function countWhile(words: readonly string[], fits: (word: string) => boolean): number {
  const at = words.findIndex((each) => !fits(each));
  return at === -1 ? words.length : at;
}
