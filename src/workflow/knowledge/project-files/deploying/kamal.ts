/** The image that kamal builds, pushes and deploys (kamal-deploy.org/docs/configuration: `image`, `registry`). */
import { recordOf } from '../../../../evidence/json-text.js';
import { HOLE } from '../../../language/values.js';
import type { Surroundings } from '../../clients.js';
import { yaml } from '../parsed.js';

/** Ruby in it may make any text of any line. */
const RUBY = /<%(?:(?!%>)[\s\S])*%>/g;

/** Where the secrets stand that its file names (kamal-deploy.org/docs/configuration/environment-variables: Secrets). */
const SECRETS = '.kamal/secrets';

export interface KamalImage {
  /** Without a server it is Docker Hub's. Its tag is a version. */
  image: string;
  /** It logs in by itself. What nobody knows is a hole. */
  password: string;
}

/** null: the file is not at hand, or names none. */
export function kamalImage(path: string, around: Pick<Surroundings, 'file' | 'variable'>): KamalImage | null {
  const settings = recordOf(yaml(around.file(path)?.replace(RUBY, HOLE) ?? null));
  const registry = recordOf(settings?.registry);
  const server = registry?.server ?? '';
  const image = settings?.image;
  if (typeof image !== 'string' || typeof server !== 'string') return null;
  return {
    image: `${server === '' ? '' : `${server}/`}${image}:${HOLE}`,
    password: passwordOf(registry?.password, around),
  };
}

/** The list of one names a secret, which mostly is the variable of its name. */
function passwordOf(written: unknown, { file, variable }: Pick<Surroundings, 'file' | 'variable'>): string {
  const [name] = [written].flat();
  if (!Array.isArray(written) || typeof name !== 'string') return HOLE;
  const lines = file(SECRETS)?.split(/\r?\n/) ?? [];
  const isItself = lines.some((each) => each.trim() === `${name}=$${name}`);
  return (isItself ? variable(name) : null) ?? HOLE;
}
