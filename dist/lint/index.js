import { lint } from '../app/index.js';

await lint();
