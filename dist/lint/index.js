import { lintDoor } from '../app/index.js';

await lintDoor();
