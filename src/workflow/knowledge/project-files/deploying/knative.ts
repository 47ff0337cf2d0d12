/** The image of a function of Knative (knative.dev/docs/functions: func.yaml). */
import type { Surroundings } from '../../clients.js';
import { yamlFields } from '../parsed.js';

export interface KnativeFunction {
  name?: string;
  image?: string;
  registry?: string;
}

/** What its file says of it. */
export function knativeFunction(path: string, { file }: Pick<Surroundings, 'file'>): KnativeFunction {
  const fields = yamlFields(file(path)) ?? {};
  const said = ['name', 'image', 'registry'].flatMap((key) => {
    const value = fields[key];
    return typeof value === 'string' && value !== '' ? [[key, value] as const] : [];
  });
  return Object.fromEntries(said);
}
