export function compiledAtOnce(code: string, called: ReadonlySet<string>): string;
