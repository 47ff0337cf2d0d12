/** What Kamal deploys (Kamal docs "Configuration", `image`, and "Docker Registry", `server`). */
import { child, text as scalar } from '../text/document.js';
import { parseWorkflow } from '../text/parse.js';

/** The name of the application's image, of which a commit tells the tag; null: this is no configuration of it, or one for another registry. */
export function kamalImage(text: string, registry: string): string | null {
  if (!/^registry[ \t]*:/m.test(text) || !/^image[ \t]*:/m.test(text)) return null;
  const root = parseWorkflow('', text).document?.root ?? null;
  const [service, image, server] = [
    scalar(child(root, 'service')),
    scalar(child(root, 'image')),
    scalar(child(child(root, 'registry'), 'server')),
  ];
  const isPlain = image !== null && /^[\w./-]+$/.test(image);
  return service && isPlain && server === registry ? `${registry}/${image}` : null;
}
