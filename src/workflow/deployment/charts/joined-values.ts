/** Values of a Helm chart that its templates put together with others, as every chart does in its own way. */
import { child, text as scalar } from '../../text/document.js';
import { parseWorkflow } from '../../text/parse.js';

/**
 * Have all images of a chart this registry in front of their names? By `global.imageRegistry` (Bitnami's charts and what is
 * made after them), `global.registry` or `global.image.registry`, with an owner behind the host or without. Of which of the
 * names it counts the templates alone tell.
 */
export function hasGlobalRegistry(file: string, text: string, registry: string): boolean {
  if (!/^["']?global["']?[ \t]*:/m.test(text)) return false;
  const global = child(parseWorkflow(file, text).document?.root ?? null, 'global');
  const given = [
    child(global, 'imageRegistry'),
    child(global, 'registry'),
    child(child(global, 'image'), 'registry'),
  ];
  return given.some((each) => scalar(each)?.split('/', 1)[0] === registry);
}
