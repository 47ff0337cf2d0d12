/** Why the system did not do what it was asked for: `ENOENT`; what has no code says it itself. */
export function errorCode(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
}
