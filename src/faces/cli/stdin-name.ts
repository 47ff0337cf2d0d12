/** How standard input is called in a report, wherever a file's name stands. */
export const STDIN = '<stdin>';

/** The name of a file that was given, `-` being standard input. */
export function placeName(file: string): string {
  return file === '-' ? STDIN : file;
}
