import { explainDoor } from '../app/index.js';

await explainDoor();
