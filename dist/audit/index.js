import { auditDoor } from '../app/index.js';

await auditDoor();
