/**
 * Bodies that come packed although nobody asked for it: who names no encodings leaves the choice to the server, and to
 * whatever stands between (RFC 9110, section 12.5.3). Loaded with the first of them.
 */
import { brotliDecompressSync, unzipSync, type ZlibOptions } from 'node:zlib';

/** By the name of the coding (RFC 9110, section 8.4.1; RFC 7932). */
const DECODERS = new Map<string, (packed: Buffer, options: ZlibOptions) => Buffer>([
  ['gzip', unzipSync],
  ['x-gzip', unzipSync],
  ['deflate', unzipSync],
  ['br', brotliDecompressSync],
]);

/**
 * The body as it was before it was packed; as it came where the coding is unknown or the body is none of it.
 *
 * @param limit bytes; a longer one counts as cut off
 */
export function decodedBody(
  packed: Buffer,
  coding: string,
  limit: number,
): { body: Buffer; truncated: boolean } {
  const decode = DECODERS.get(coding.trim().toLowerCase());
  if (!decode) return { body: packed, truncated: false };
  try {
    return { body: decode(packed, { maxOutputLength: limit }), truncated: false };
  } catch (error) {
    const truncated = (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE';
    return { body: truncated ? Buffer.alloc(0) : packed, truncated };
  }
}
