/** Patterns of which few logs need any: made when they are first asked for, for to make them takes longer than to try them. */
export function patternsOf(...sources: string[]): (text: string) => boolean {
  let made: RegExp[] | null = null;
  return (text) => {
    made ??= sources.map((source) => new RegExp(source));
    return made.some((pattern) => pattern.test(text));
  };
}
