import { mainDoor } from '../app/index.js';

await mainDoor();
