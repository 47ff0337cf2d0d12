/** What the published schema has against a report; empty when it takes it. */
import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../schema/${name}.schema.json`, import.meta.url), 'utf8'));
export const schema = read('report');
const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false });
addFormats.default(ajv);

const faultsBy = (validate: ValidateFunction) => (data: unknown) => {
  validate(data);
  return (validate.errors ?? []).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`);
};

export const schemaFaults: (report: unknown) => string[] = faultsBy(ajv.compile(schema));

/** The same of what `demo --format json` prints. */
export const demoFaults: (runs: unknown) => string[] = faultsBy(ajv.compile(read('demo')));
