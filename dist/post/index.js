import { postDoor } from '../app/index.js';

await postDoor();
