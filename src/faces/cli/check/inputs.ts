/** The files that `check` is given: their text, or one sentence why there is none. */

import { existsSync, readdirSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { entriesIn } from '../../../evidence/files/folder-entries.js';
import { NotRead, readRegularFile } from '../../../evidence/files/regular-file.js';
import { sizeWords } from '../../../evidence/size.js';
import type { Language, Localized } from '../../../types.js';
import { errorCode } from '../../error-code.js';
import { InputError } from '../../usage.js';
import { inheritedPipe } from '../pipes.js';
import { placeName, STDIN } from '../stdin-name.js';

/** Reads files, and standard input once. */
export class Inputs {
  readonly #language: Language;
  #isUsed = false;

  constructor(language: Language) {
    this.#language = language;
  }

  /**
   * The text of a file, `-` being standard input. Throws an `InputError` when there is none.
   *
   * @param limit bytes
   */
  async text(file: string, limit: number): Promise<string> {
    return (await this.markedText(file, limit)).replace(MARK, '');
  }

  /** The same with the byte order mark that it begins with, for what a client reads too that takes none. */
  async markedText(file: string, limit: number): Promise<string> {
    return this.#decoded(await this.#read(file, limit), file);
  }

  /** The same of variables: who reads these takes no UTF-16, and `docker compose` refuses its project for it. */
  async variables(file: string, limit: number): Promise<string> {
    const bytes = await this.#read(file, limit);
    const text = this.#decoded(bytes, file);
    this.#refuseWide(bytes, file);
    return text.replace(MARK, '');
  }

  /** The text; null where there is no such file, which is no fault. */
  textIfThere(file: string, limit: number): string | null {
    return decoded(this.#bytesIfThere(file, limit))?.replace(MARK, '') ?? null;
  }

  /** The same of variables. Throws an `InputError` for UTF-16. */
  variablesIfThere(file: string, limit: number): string | null {
    const bytes = this.#bytesIfThere(file, limit);
    const text = decoded(bytes);
    if (bytes && text !== null) this.#refuseWide(bytes, file);
    return text?.replace(MARK, '') ?? null;
  }

  /** The file of one of these names in a folder, as docker's own options name folders; what is no folder stays. */
  fileIn(place: string, names: readonly string[]): string {
    if (!this.isFolder(place)) return place;
    const found = names.find((name) => existsSync(path.join(place, name)));
    if (!found) throw new InputError(WORDS[this.#language].noneOf(place, names));
    return path.join(place, found);
  }

  /** Files of a folder that hold manifests, in their order; a file itself. */
  filesIn(place: string): string[] {
    if (place === '-') return [place];
    const say = WORDS[this.#language];
    if (!this.isFolder(place)) return [place];
    try {
      const found = readdirSync(place).filter((name) => MANIFEST.test(name));
      if (found.length > 0) return found.sort().map((name) => path.join(place, name));
    } catch (error) {
      throw new InputError(say.unreadable(place, errorCode(error)));
    }
    throw new InputError(say.empty(place, foldersBelow(place)));
  }

  /**
   * Folders below this one with manifests that nobody reads, as with `kubectl apply` without `--recursive`; none where a
   * kustomization says which of them count.
   *
   * @param read files that are read
   */
  foldersUnread(place: string, read: readonly string[]): string[] {
    if (place === '-' || !this.isFolder(place)) return [];
    if (entriesIn(place).some(({ name }) => KUSTOMIZATION.test(name))) return [];
    const known = new Set(read.map((file) => path.resolve(path.dirname(file))));
    return foldersBelow(
      place,
      (folder, names) => !known.has(path.resolve(folder)) && isApplied(folder, names),
    );
  }

  /** What is not there is told by who reads it. Throws an `InputError` where nobody can tell. */
  isFolder(place: string): boolean {
    try {
      return statSync(place, { throwIfNoEntry: false })?.isDirectory() ?? false;
    } catch (error) {
      throw new InputError(WORDS[this.#language].unreadable(place, errorCode(error)));
    }
  }

  #decoded(bytes: Buffer, file: string): string {
    const text = decoded(bytes);
    if (text === null) throw new InputError(WORDS[this.#language].notText(inputName(file, this.#language)));
    return text;
  }

  #refuseWide(bytes: Buffer, file: string): void {
    if (wideEncoding(bytes) !== null)
      throw new InputError(WORDS[this.#language].wide(inputName(file, this.#language)));
  }

  #bytesIfThere(file: string, limit: number): Buffer | null {
    try {
      return readRegularFile(file, limit);
    } catch {
      return null;
    }
  }

  async #read(file: string, limit: number): Promise<Buffer> {
    if (file === '-' || file === '/dev/stdin') return this.#standardInput(limit);
    try {
      const pipe = inheritedPipe(file);
      return pipe ? await this.#piped(pipe, file, limit) : readRegularFile(file, limit);
    } catch (error) {
      if (error instanceof InputError) throw error;
      const say = WORDS[this.#language];
      if (error instanceof NotRead && error.reason === 'too-large')
        throw new InputError(say.tooLarge(file, limit));
      throw new InputError(
        error instanceof NotRead ? say.noFile(file) : say.unreadable(file, errorCode(error)),
      );
    }
  }

  async #standardInput(limit: number): Promise<Buffer> {
    const say = WORDS[this.#language];
    if (this.#isUsed) throw new InputError(say.usedTwice);
    this.#isUsed = true;
    return this.#piped(process.stdin, '-', limit);
  }

  async #piped(pipe: AsyncIterable<Uint8Array | string>, file: string, limit: number): Promise<Buffer> {
    const say = WORDS[this.#language];
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of pipe) {
      size += chunk.length;
      if (size > limit) throw new InputError(say.tooLarge(inputName(file, this.#language), limit));
      chunks.push(Buffer.from(chunk));
    }
    if (size === 0) throw new InputError(file === '-' ? say.nothingPiped : say.emptyPipe(file));
    return Buffer.concat(chunks);
  }
}

const MANIFEST = /\.(?:ya?ml|json)$/i;

const KUSTOMIZATION = /^(?:kustomization\.ya?ml|Kustomization)$/;

/** Folders that are looked into before somebody is told that there is nothing. */
const MOST_FOLDERS = 200;

/** Files of a folder whose beginnings are read. */
const MOST_BEGUN = 20;

/** Bytes of a file that has something to say. */
const BEGUN_LIMIT = 256 * 1024;

/** Does one of these say what it is a resource of? Values, workflows and a chart's own file do not. */
function isApplied(folder: string, names: readonly string[]): boolean {
  return names.slice(0, MOST_BEGUN).some((name) => {
    try {
      const text = readRegularFile(path.join(folder, name), BEGUN_LIMIT).toString('utf8');
      return (
        /(?:^|[{,])[ \t]*"?apiVersion"?[ \t]*:/m.test(text) && /(?:^|[{,])[ \t]*"?kind"?[ \t]*:/m.test(text)
      );
    } catch {
      return false;
    }
  });
}

/**
 * The folders below one that hold manifests, as many as a sentence has room for. As with kubectl, nobody reads these unasked.
 *
 * @param counts told a folder and the names of files that may be manifests
 */
function foldersBelow(
  place: string,
  counts: (folder: string, names: readonly string[]) => boolean = () => true,
): string[] {
  const found: string[] = [];
  const open = [place];
  for (let looked = 0; looked < MOST_FOLDERS && found.length < 5; looked += 1) {
    const folder = open.shift();
    if (folder === undefined) break;
    const entries = entriesIn(folder);
    const names = entries.map(({ name }) => name).filter((name) => MANIFEST.test(name));
    if (folder !== place && names.length > 0 && counts(folder, names)) found.push(folder);
    const below = entries.filter((each) => each.isDirectory() && !/^\.|^node_modules$/.test(each.name));
    open.push(...below.map(({ name }) => path.join(folder, name)).sort());
  }
  return found;
}

const MARK = /^\ufeff/;

/** UTF-16 by its mark, as PowerShell writes it; null: it has none. */
function wideEncoding(bytes: Buffer): 'utf-16be' | 'utf-16le' | null {
  const mark = bytes.length >= 2 ? bytes.readUInt16BE(0) : 0;
  if (mark === 0xfffe) return 'utf-16le';
  return mark === 0xfeff ? 'utf-16be' : null;
}

/** UTF-8, or UTF-16 with its mark; null for anything else. No text has a NUL in it. */
function decoded(bytes: Buffer | null): string | null {
  if (bytes === null) return null;
  try {
    const text = new TextDecoder(wideEncoding(bytes) ?? 'utf-8', { fatal: true, ignoreBOM: true }).decode(
      bytes,
    );
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}

interface Words {
  standardInput: string;
  notText(file: string): string;
  wide(file: string): string;
  tooLarge(file: string, bytes: number): string;
  noFile(file: string): string;
  unreadable(file: string, code: string): string;
  /** @param below folders in it that have some */
  empty(folder: string, below: readonly string[]): string;
  usedTwice: string;
  nothingPiped: string;
  emptyPipe(name: string): string;
  noneOf(folder: string, names: readonly string[]): string;
}

/** An input as a sentence names it. */
export function inputName(file: string, language: Language): string {
  return placeName(file) === STDIN ? WORDS[language].standardInput : file;
}

const WORDS: Localized<Words> = {
  en: {
    standardInput: 'standard input',
    notText: (file) => `${file} is not UTF-8 text.`,
    wide: (file) =>
      `${file} is in UTF-16, as Windows PowerShell writes it, and no client reads variables out of that: save it as UTF-8.`,
    tooLarge: (file, bytes) => `${file}: larger than ${sizeWords(bytes, 'en')}.`,
    noFile: (file) => `${file} is no regular file.`,
    unreadable: (file, code) =>
      code === 'ENOENT' ? `${file}: no such file.` : `${file} could not be read (${code}).`,
    empty: (folder, below) =>
      `${folder}: there is no manifest (*.yaml, *.yml, *.json) in this folder${below.length > 0 ? `, and folders below it are not read; name those that count: ${below.join(' ')}` : ''}.`,
    usedTwice: 'Standard input (-) can be read for one option only.',
    nothingPiped: 'Standard input (-) is empty: look at what the command in front of the pipe says.',
    emptyPipe: (name) => `${name} is empty: look at what the command that writes it says.`,
    noneOf: (folder, names) => `${folder} is a folder, and has none of ${names.join(', ')}: name the file.`,
  },
  'zh-CN': {
    standardInput: '标准输入',
    notText: (file) => `${file} 不是 UTF-8 文本。`,
    wide: (file) =>
      `${file} 采用 UTF-16 编码（Windows PowerShell 的默认编码），没有客户端能从中读取变量：请另存为 UTF-8。`,
    tooLarge: (file, bytes) => `${file} 超过 ${sizeWords(bytes, 'zh-CN')}。`,
    noFile: (file) => `${file} 不是普通文件。`,
    unreadable: (file, code) =>
      code === 'ENOENT' ? `${file}：没有这个文件。` : `无法读取 ${file}（${code}）。`,
    empty: (folder, below) =>
      `${folder}：此目录中没有清单文件（*.yaml、*.yml、*.json）${below.length > 0 ? `，而其子目录不会被读取；请指定需要检查的目录：${below.join(' ')}` : ''}。`,
    usedTwice: '标准输入（-）只能用于一个选项。',
    nothingPiped: '标准输入（-）为空：请查看管道前面的命令输出了什么。',
    emptyPipe: (name) => `${name} 为空：请查看写入它的命令输出了什么。`,
    noneOf: (folder, names) => `${folder} 是目录，其中没有 ${names.join('、')}：请指定文件。`,
  },
};
