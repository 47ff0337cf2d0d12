/** Text of others in a Mermaid picture, which GitHub draws in summaries. */
import { clip, oneLine } from '../text.js';

/**
 * A label of at most `limit` characters, with Mermaid's own escapes for all that could end it or be a tag (its docs, "Entity
 * codes to escape characters").
 */
export function mermaidLabel(text: string, limit: number): string {
  return clip(oneLine(text), limit).replace(
    /[^\p{L}\p{N} ./:@_·…✗?（），。-]/gu,
    (mark) => `#${mark.codePointAt(0)};`,
  );
}
