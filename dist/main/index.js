import { mainDoor } from '../app/index.js';

await mainDoor();
process.stdout.write('', () => process.exit());
