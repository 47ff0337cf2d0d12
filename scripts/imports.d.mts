/** The types of imports.mjs, for the test of the architecture. */
export interface SourceFile {
  file: string;
  lines: number;
  imports: string[];
  packages: string[];
  exports: string[];
  values: string[];
}
export function sourceFiles(): SourceFile[];
export function roomOf(file: string): string;
export function circles(imports: ReadonlyMap<string, readonly string[]>): string[][];
