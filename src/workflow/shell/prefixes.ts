/** Words before a command that run it as it is; the value: options that take an argument. */
const PREFIXES: Record<string, RegExp> = {
  sudo: /^-[ugChpTUrt]$/,
  command: /^$/,
  exec: /^$/,
  time: /^-[fo]$/,
  nohup: /^$/,
  env: /^-[uCS]$/,
};

/** The command itself: `sudo -E env A=1 docker push` is `docker push`. */
export function withoutPrefix(words: string[]): string[] {
  let rest = words;
  for (;;) {
    const [first = ''] = rest;
    const takes = Object.hasOwn(PREFIXES, first) ? PREFIXES[first] : undefined;
    if (!takes || rest.length < 2) return rest;
    let at = 1;
    while (at < rest.length && /^-/.test(rest[at] as string)) at += takes.test(rest[at] as string) ? 2 : 1;
    if (first === 'env') while (/^[A-Za-z_]\w*=/.test(rest[at] ?? '')) at += 1;
    // `command -v docker` asks, it does not run.
    if (at > 1 && first === 'command') return rest;
    rest = rest.slice(at);
  }
}
