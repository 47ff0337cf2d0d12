/** Words before a command that run it as it is; the value: options that take an argument. */
const PREFIXES: Record<string, RegExp> = {
  sudo: /^-[ugChpTUrt]$/,
  command: /^$/,
  exec: /^$/,
  time: /^-[fo]$/,
  nohup: /^$/,
  env: /^-[uCS]$/,
  timeout: /^-[ks]$/,
  nice: /^-n$/,
  ionice: /^-[cn]$/,
  stdbuf: /^-[ioe]$/,
};

/** Does `sudo` change the user and with it the home folder? `-E` keeps the user's own, and so does `HOME=…`. */
export function isByRoot(words: readonly string[]): boolean {
  if (words[0] !== 'sudo') return false;
  const at = words.findIndex(
    (each, index) => index > 0 && !/^-/.test(each) && !/^-[ugChpTUrt]$/.test(words[index - 1] ?? ''),
  );
  const before = words.slice(1, at === -1 ? undefined : at);
  const keeps = before.some((each) => /^-[A-Za-z]*E|^--preserve-env(?:$|=.*\bHOME\b)/.test(each));
  const given = words.slice(at).findIndex((each) => !/^[A-Za-z_]\w*=/.test(each));
  return !keeps && !words.slice(at, at + given).some((each) => /^(?:HOME|DOCKER_CONFIG)=/.test(each));
}

/** The command itself: `sudo -E env A=1 docker push` is `docker push`. */
export function withoutPrefix(words: string[]): string[] {
  let rest = words;
  for (;;) {
    const [first = ''] = rest;
    const takes = Object.hasOwn(PREFIXES, first) ? PREFIXES[first] : undefined;
    if (!takes || rest.length < 2) return rest;
    let at = 1;
    while (at < rest.length && /^-/.test(rest[at] as string)) at += takes.test(rest[at] as string) ? 2 : 1;
    if (first === 'env' || first === 'sudo') while (/^[A-Za-z_]\w*=/.test(rest[at] ?? '')) at += 1;
    // `command -v docker` asks, it does not run.
    if (at > 1 && first === 'command') return rest;
    // How long it may take.
    if (first === 'timeout') at += 1;
    rest = rest.slice(at);
  }
}
