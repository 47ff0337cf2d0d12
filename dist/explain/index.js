import { explain } from '../app/index.js';

await explain();
